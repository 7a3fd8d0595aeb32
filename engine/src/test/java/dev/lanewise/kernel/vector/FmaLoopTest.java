package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FmaLoopTest {
    private static final String LOAD = "c4 21 7c 10 74 96 10 // vmovups ymm14, [rsi+r10*4+16]";
    private static final String SPREAD =
            "c4 22 7d 18 7c 9f 10 // vbroadcastss ymm15, dword ptr [rdi+r11*4+16]";
    private static final String FMA = "c4 c2 05 b8 c6 // vfmadd231ps ymm0, ymm15, ymm14";
    private static final String FMA_213 = "c4 c2 05 a8 ce // vfmadd213ps ymm1, ymm15, ymm14";
    private static final String STORE = "c5 fe 7f 44 24 20 // vmovdqu [rsp+32], ymm0";
    private static final String RELOAD = "c5 fe 6f 44 24 20 // vmovdqu ymm0, [rsp+32]";
    private static final String INDEX = "44 03 74 24 04 // add r14d, [rsp+4]";
    private static final String NEXT = "41 83 c3 08 // add r11d, 8";

    private static final String LOAD_EVEX =
            "62 21 7c 48 10 a4 96 50 00 00 00 // vmovups zmm28, [rsi+r10*4+80]";
    private static final String SPREAD_EVEX =
            "62 32 7d 48 18 54 9f 04 // vbroadcastss zmm10, dword ptr [rdi+r11*4+16]";
    private static final String FMA_EVEX = "62 02 2d 48 b8 c4 // vfmadd231ps zmm24, zmm10, zmm28";
    private static final String STORE_EVEX =
            "62 61 fe 48 7f 44 24 07 // vmovdqu64 [rsp+448], zmm24";
    private static final String RELOAD_EVEX =
            "62 61 fe 48 6f 44 24 07 // vmovdqu64 zmm24, [rsp+448]";

    @Test
    void aCleanLoopHasNothingOnTheStack() {
        assertLoops(loop(LOAD, SPREAD, FMA, FMA_213, NEXT), new FmaLoop(2, 0, 0, 0, 0));
        assertLoops(loop(LOAD_EVEX, SPREAD_EVEX, FMA_EVEX, NEXT), new FmaLoop(1, 0, 0, 0, 0));
    }

    @Test
    void spilledAccumulatorsAreStoresAndLoads() {
        assertLoops(
                loop(LOAD, SPREAD, RELOAD, FMA, STORE, FMA_213, INDEX, NEXT),
                new FmaLoop(2, 1, 1, 1, 0));
        assertLoops(
                loop(LOAD_EVEX, SPREAD_EVEX, RELOAD_EVEX, FMA_EVEX, STORE_EVEX, NEXT),
                new FmaLoop(1, 1, 1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c5 fc 11 44 24 20          // vmovups [rsp+32], ymm0",
                "c5 f8 11 44 24 20          // vmovups [rsp+32], xmm0",
                "c5 79 11 0c 24             // vmovupd [rsp], xmm9",
                "c5 78 29 0c 24             // vmovaps [rsp], xmm9",
                "c5 fd 7f 0c cc             // vmovdqa [rsp+rcx*8], ymm1",
                "c5 7e 7f ac 24 00 01 00 00 // vmovdqu [rsp+256], ymm13",
                "62 e1 7c 48 11 4c 24 01    // vmovups [rsp+64], zmm17",
                "62 61 7e 48 7f 4c 24 40    // vmovdqu32 [rsp+4096], zmm25"
            })
    void everyMoveOfAVectorToTheStackIsAStore(String store) {
        assertLoops(loop(FMA, store), new FmaLoop(1, 1, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c5 fc 10 44 24 20       // vmovups ymm0, [rsp+32]",
                "c5 fd 10 44 24 20       // vmovupd ymm0, [rsp+32]",
                "c5 fc 28 44 24 20       // vmovaps ymm0, [rsp+32]",
                "c5 fd 6f 44 24 20       // vmovdqa ymm0, [rsp+32]",
                "62 e1 7c 48 10 4c 24 01 // vmovups zmm17, [rsp+64]"
            })
    void everyMoveOfAVectorFromTheStackIsALoad(String load) {
        assertLoops(loop(FMA, load), new FmaLoop(1, 0, 1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c4 e2 75 b8 44 24 20    // vfmadd231ps ymm0, ymm1, [rsp+32]",
                "62 e2 75 48 b8 44 24 01 // vfmadd231ps zmm16, zmm1, [rsp+64]"
            })
    void aMultiplyAddMayLoadFromTheStack(String multiplyAdd) {
        assertLoops(loop(multiplyAdd), new FmaLoop(1, 0, 1, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c5 fa 11 44 24 20       // vmovss [rsp+32], xmm0",
                "c5 fb 11 44 24 20       // vmovsd [rsp+32], xmm0",
                "c5 fa 10 44 24 20       // vmovss xmm0, [rsp+32]",
                "c5 f9 7e 6c 24 08       // vmovd [rsp+8], xmm5",
                "62 f2 7d 48 18 4c 24 02 // vbroadcastss zmm1, [rsp+8]",
                "c4 62 51 f7 54 24 20    // shlx r10d, [rsp+32], ebp",
                "89 44 24 20             // mov [rsp+32], eax"
            })
    void scalarsOnTheStackAreNoSpilledAccumulators(String access) {
        assertLoops(loop(FMA, access), new FmaLoop(1, 0, 0, 1, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c4 c1 f9 6e d0    // vmovq xmm2, r8",
                "c4 c1 f9 7e d0    // vmovq r8, xmm2",
                "c5 f9 6e c1       // vmovd xmm0, ecx",
                "c5 f9 7e c3       // vmovd ebx, xmm0",
                "62 e1 7d 08 6e c1 // vmovd xmm16, ecx"
            })
    void movesBetweenKindsOfRegistersAreCrossings(String move) {
        assertLoops(loop(FMA, move), new FmaLoop(1, 0, 0, 0, 1));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "c4 c1 7c 11 44 24 20    // vmovups [r12+32], ymm0",
                "c4 41 7e 7f 04 24       // vmovdqu [r12], ymm8",
                "c4 c1 7e 6f 04 24       // vmovdqu ymm0, [r12]",
                "62 c1 fe 48 7f 44 24 01 // vmovdqu64 [r12+64], zmm16",
                "c5 fc 11 40 20          // vmovups [rax+32], ymm0",
                "c5 fc 10 dc             // vmovups ymm3, ymm4",
                "c5 f9 6e 00             // vmovd xmm0, [rax]",
                "c5 fa 7e c1             // vmovq xmm0, xmm1"
            })
    void otherMovesAreNotCounted(String move) {
        assertLoops(loop(FMA, move), new FmaLoop(1, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "48 ba c5 fe 7f 44 24 20 7c f4 // movabs rdx, 0xf47c2024447ffec5",
                "8d 83 fe 7f 44 24             // lea eax, [rbx+0x24447ffe]"
            })
    void constantsAreNotTakenForCode(String constant) {
        assertLoops(loop(FMA, constant), new FmaLoop(1, 0, 0, 0, 0));
    }

    @ParameterizedTest
    @CsvSource({"7c, 1", "0f8c, 4", "eb, 1", "e9, 4"})
    void everyJumpBackMakesALoop(String opcode, int distanceBytes) {
        byte[] body = MachineCode.of(FMA, STORE);
        byte[] code = join(body, jump(opcode, distanceBytes, body.length));
        assertLoops(code, new FmaLoop(1, 1, 0, 0, 0));
    }

    @Test
    void whatStandsBeforeAndBehindALoopIsNotInIt() {
        byte[] outside = MachineCode.of(FMA, STORE, RELOAD);
        assertLoops(
                join(outside, loop(FMA, NEXT), outside, loop(FMA, FMA, INDEX), outside),
                new FmaLoop(1, 0, 0, 0, 0),
                new FmaLoop(2, 0, 0, 1, 0));
    }

    @Test
    void theOuterLoopMaySpillAlsoIfItIsEnteredBehindTheHeadOfTheInnerOne() {
        byte[] inner = join(loop(FMA, FMA_213, NEXT), MachineCode.of(STORE, RELOAD));
        int beforeHead = MachineCode.of(STORE).length;
        int behindHead = MachineCode.of(FMA).length;
        byte[] nested = join(MachineCode.of(STORE), inner);
        assertLoops(
                join(nested, jump("e9", 4, inner.length + beforeHead)), new FmaLoop(2, 0, 0, 0, 0));
        assertLoops(
                join(nested, jump("e9", 4, inner.length - behindHead)), new FmaLoop(2, 0, 0, 0, 0));
    }

    @Test
    void aLoopWithoutMultiplyAddIsNone() {
        assertLoops(loop(LOAD, STORE, NEXT));
        assertLoops(MachineCode.of(FMA, "7c 00 // jl to the next instruction", STORE));
    }

    private static void assertLoops(byte[] code, FmaLoop... expected) {
        assertEquals(List.of(expected), FmaLoop.in(code));
    }

    private static byte[] loop(String... body) {
        byte[] code = MachineCode.of(body);
        return join(code, jump("7c", 1, code.length));
    }

    /** A jump over so many bytes that stand before it. */
    private static byte[] jump(String opcode, int distanceBytes, int back) {
        byte[] code = join(MachineCode.of(opcode), new byte[distanceBytes]);
        int distance = -back - code.length;
        for (int i = 0; i < distanceBytes; i++) {
            code[opcode.length() / 2 + i] = (byte) (distance >> 8 * i);
        }
        return code;
    }

    private static byte[] join(byte[]... parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }
}
