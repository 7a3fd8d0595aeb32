package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.ForkedJvm;
import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * C2 keeps the accumulators of the micro-tiles in registers: read from the machine code, in JVMs of
 * several widths that began with different products. Under the serial collector, as under the
 * parallel one, loops are not strip-mined, and C2 shares out general registers in another way.
 *
 * <p>An index moved to a vector register and back in every step, for want of general registers,
 * costs a vector instruction each time; six of them cost a third of the speed.
 *
 * <p>A spilled accumulator is written to the stack and read again in every step of the innermost
 * loop, which halves the speed of the product. Whether C2 spills depends on the form of the loop,
 * and for a tile of one accumulator too many on the JVM: the same class may come out well in one
 * and badly in the next.
 */
@EnabledOnOs(value = OS.LINUX, architectures = {"amd64", "x86_64"},
        disabledReason = "reads machine code of x86-64 from /proc")
class MicroTileCodeTest {
    /** What a JVM computes first, from which C2 learns how the tiles are used. */
    private enum Start {
        /** Whole tiles, and what is left of rows and columns. */
        DEEP("nn:45x100x256", "tn:46x96x256", "nt:46x100x600", "nn:40x16x256", "nn:41x80x600",
                "tn:48x160x600"),

        /** A training step of 784-128-10 in batches of 32, 40 at the end. */
        STEP("nn:32x128x784", "nn:40x10x128", "tn:128x10x32", "nt:32x128x10", "tn:784x128x32"),

        /** A training step of 64-16-64 in batches of 32: short loops. */
        SHALLOW("nn:32x16x64", "nn:32x64x16", "tn:16x64x32", "nt:32x16x64", "tn:64x16x32");

        private final List<String> products;

        Start(String... products) {
            this.products = List.of(products);
        }
    }

    static final List<Arguments> JVMS =
            List.of(
                    Arguments.of(Start.DEEP, List.of()),
                    Arguments.of(Start.STEP, List.of()),
                    Arguments.of(Start.SHALLOW, List.of()),
                    Arguments.of(Start.DEEP, List.of("-XX:+UseSerialGC")),
                    Arguments.of(Start.STEP, List.of("-XX:+UseSerialGC")),
                    Arguments.of(Start.DEEP, List.of("-XX:UseAVX=2")),
                    Arguments.of(Start.STEP, List.of("-XX:UseAVX=2")),
                    Arguments.of(Start.DEEP, List.of("-XX:MaxVectorSize=16")));

    @BeforeAll
    static void thisIsHotSpotWithC2OnAvx2() {
        assumeTrue(ForkedJvm.hasC2(), "reads the code of HotSpot's C2");
        HotSpotDiagnosticMXBean options =
                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        assumeTrue(
                Integer.parseInt(options.getVMOption("UseAVX").getValue()) >= 2
                        && Boolean.parseBoolean(options.getVMOption("UseFMA").getValue()),
                "needs AVX2 and FMA");
    }

    @ParameterizedTest
    @FieldSource("JVMS")
    void c2KeepsAccumulatorsAndIndexesInRegisters(Start start, List<String> flags)
            throws Exception {
        List<Tile> tiles = tiles(flags, start.products);
        System.out.println("C2, " + start + ", " + flags + ": " + tiles);
        for (Tile tile : tiles) {
            assertTrue(tile.hasStep(), () -> "no loop over k was found in " + tile);
            assertFalse(tile.spills(), () -> "accumulators are spilled in " + tile);
            assertFalse(tile.crosses(), () -> "indexes are spilled in " + tile);
        }
    }

    @Test
    void aTileOfMoreAccumulatorsThanRegistersIsFoundSpilled() throws Exception {
        List<Tile> tiles =
                tiles(List.of("-XX:UseAVX=2"), List.of(MicroTileWarmUp.SPILLING));
        assertEquals(1, tiles.size());
        Tile tile = tiles.getFirst();
        assertTrue(tile.hasStep() && tile.spills(), tile::toString);
    }

    /** The tiles that C2 compiles in a JVM of its own that computes these products. */
    private static List<Tile> tiles(List<String> flags, List<String> products) throws Exception {
        List<String> all = new ArrayList<>(flags);
        all.add("--add-modules=jdk.incubator.vector");
        List<Tile> tiles = new ArrayList<>();
        for (String line : ForkedJvm.run(MicroTileWarmUp.class, all, products)) {
            Matcher method = MicroTileWarmUp.TILE.matcher(line.split(" ")[0]);
            if (method.matches()) { // what else is printed, the JVM warns of
                tiles.add(Tile.parse(method, line.substring(method.end()).strip()));
            }
        }
        assertFalse(tiles.isEmpty());
        return tiles;
    }

    /** A micro-tile as C2 compiled it in another JVM. */
    private record Tile(String method, int accumulators, List<FmaLoop> loops) {
        static Tile parse(Matcher method, String code) {
            int rows = Integer.parseInt(method.group("rows"));
            int vectors = Integer.parseInt(method.group("vectors"));
            return new Tile(
                    method.group(),
                    rows * vectors,
                    FmaLoop.in(HexFormat.of().parseHex(code)));
        }

        /** A step of k multiplies into each accumulator once, or more often if it is unrolled. */
        boolean hasStep() {
            return loops.stream().anyMatch(loop -> loop.multiplyAdds() >= accumulators);
        }

        boolean spills() {
            return loops.stream().anyMatch(loop -> loop.vectorStores() > 0);
        }

        boolean crosses() {
            return loops.stream().anyMatch(loop -> loop.crossings() > 0);
        }

        @Override
        public String toString() {
            String simpleName = method.replaceFirst(".*\\.(?=MicroTile)", "");
            return simpleName + ": " + loops;
        }
    }
}
