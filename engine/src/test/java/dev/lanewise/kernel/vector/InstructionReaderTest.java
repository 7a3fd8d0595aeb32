package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstructionReaderTest {
    private static final byte[] NOP = MachineCode.of("90");

    /** One line for each way in which opcode, operand and immediate make up a length. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "90                                  // nop",
                "a9 44 33 22 11                      // test eax, 0x11223344",
                "f7 84 8b 00 01 00 00 44 33 22 11    // test dword [rbx+rcx*4+256], 0x11223344",
                "f7 1b                               // neg dword [rbx]",
                "f6 44 24 08 01                      // test byte [rsp+8], 1",
                "48 b8 88 77 66 55 44 33 22 11       // movabs rax, 0x1122334455667788",
                "b8 44 33 22 11                      // mov eax, 0x11223344",
                "66 b8 22 11                         // mov ax, 0x1122",
                "66 81 00 22 11                      // add word [rax], 0x1122",
                "a0 88 77 66 55 44 33 22 11          // movabs al, [0x1122334455667788]",
                "44 69 94 24 e0 04 00 00 44 33 22 11 // imul r10d, [rsp+1248], 0x11223344",
                "6b ca 07                            // imul ecx, edx, 7",
                "c8 10 00 00                         // enter 16, 0",
                "c2 08 00                            // ret 8",
                "e8 00 00 00 00                      // call",
                "f0 49 0f b1 4d 00                   // lock cmpxchg [r13], rcx",
                "f3 48 ab                            // rep stosq",
                "0f 1f 84 00 80 07 00 01             // nop dword [rax+rax+0x1000780]",
                "66 0f c5 c1 03                      // pextrw eax, xmm1, 3",
                "48 0f a4 d8 05                      // shld rax, rbx, 5",
                "48 0f ba 27 03                      // bt qword [rdi], 3",
                "f3 48 0f b8 05 00 01 00 00          // popcnt rax, [rip+256]",
                "4f 63 04 d1                         // movsxd r8, dword [r9+r10*8]",
                "8b 04 8d 00 01 00 00                // mov eax, [rcx*4+256]",
                "dd 44 24 08                         // fld qword [rsp+8]",
                "c5 f8 77                            // vzeroupper",
                "c5 fd 70 ca 1b                      // vpshufd ymm1, ymm2, 27",
                "c5 f1 72 f2 03                      // vpslld xmm1, xmm2, 3",
                "c5 f8 93 c1                         // kmovw eax, k1",
                "c4 e3 6d 18 4c 24 20 01             // vinsertf128 ymm1, ymm2, [rsp+32], 1",
                "c4 e2 6d b8 0d 00 10 00 00          // vfmadd231ps ymm1, ymm2, [rip+4096]",
                "c4 e3 7b f0 44 24 04 07             // rorx eax, [rsp+4], 7",
                "62 e2 6d 58 b8 08                   // vfmadd231ps zmm17, zmm2, [rax]{1to16}",
                "62 f1 6c 48 c2 cb 04                // vcmpneqps k1, zmm2, zmm3",
                "62 d3 6d 48 25 4c 24 01 96          // vpternlogd zmm1, zmm2, [r12+64], 150",
                "62 f5 6c 48 58 cb                   // vaddph zmm1, zmm2, zmm3"
            })
    void theNextInstructionBeginsWhereThisOneEnds(String line) {
        byte[] code = MachineCode.of(line, "90 // nop");
        List<Instruction> both = InstructionReader.read(code);
        assertEquals(2, both.size(), both::toString);
        assertEquals(code.length - NOP.length, both.getLast().start());
        assertEquals(code.length, both.getLast().end());
    }

    @Test
    void aJumpCountsFromItsEnd() {
        assertEquals(2 - 3, only("7c fd // jl").target());
        assertEquals(6 + 0x1000, only("0f 8c 00 10 00 00 // jl").target());
        assertEquals(5 - 1, only("e9 ff ff ff ff // jmp").target());
        assertEquals(Instruction.NONE, only("e8 ff ff ff ff // call").target());
        assertEquals(Instruction.NONE, only("ff e0 // jmp rax").target());
    }

    @Test
    void r12IsNotTheStackPointer() {
        assertEquals(4, only("8b 44 24 08 // mov eax, [rsp+8]").base());
        assertEquals(12, only("41 8b 44 24 08 // mov eax, [r12+8]").base());
        assertEquals(4, only("c5 fc 10 44 24 20 // vmovups ymm0, [rsp+32]").base());
        assertEquals(12, only("c4 c1 7c 10 44 24 20 // vmovups ymm0, [r12+32]").base());
        assertEquals(4, only("62 e1 7c 48 10 4c 24 01 // vmovups zmm17, [rsp+64]").base());
        assertEquals(12, only("62 c1 7c 48 10 4c 24 01 // vmovups zmm17, [r12+64]").base());
        assertEquals(0, only("8b 00 // mov eax, [rax]").base());
        assertEquals(Instruction.NONE, only("8b c4 // mov eax, esp").base());
        assertEquals(Instruction.NONE, only("8b 05 00 00 00 00 // mov eax, [rip]").base());
    }

    @Test
    void whatCannotBeReadIsAnError() {
        assertUnreadable("no instruction known at byte 1 of the machine code: 06 90", "90 06 90");
        assertUnreadable("no instruction known at byte 1 of the machine code: c5", "90 c5");
        assertUnreadable("no instruction known at byte 0 of the machine code: b8 01", "b8 01");
        assertUnreadable("no instruction known at byte 0 of the machine code: 8b 44 24",
                "8b 44 24");
    }

    private static void assertUnreadable(String message, String code) {
        byte[] bytes = MachineCode.of(code);
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> InstructionReader.read(bytes))
                        .getMessage());
    }

    private static Instruction only(String line) {
        List<Instruction> instructions = InstructionReader.read(MachineCode.of(line));
        assertEquals(1, instructions.size());
        return instructions.getFirst();
    }
}
