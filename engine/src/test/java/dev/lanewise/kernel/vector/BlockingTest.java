package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BlockingTest {
    @Test
    void vectorsOf512BitsComeWith32Registers() {
        assertSame(Blocking.REGISTERS_32, Blocking.of(16, "amd64"));
    }

    @ParameterizedTest
    @ValueSource(ints = {4, 8, 16})
    void everyVectorOfAarch64ComesWith32Registers(int lanes) {
        assertSame(Blocking.REGISTERS_32, Blocking.of(lanes, "aarch64"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"amd64", "x86_64"})
    void narrowVectorsOfX86CountOn16Registers(String architecture) {
        assertSame(Blocking.REGISTERS_16, Blocking.of(4, architecture));
        assertSame(Blocking.REGISTERS_16, Blocking.of(8, architecture));
    }

    @Test
    void bandsOfWeightsAreWholeStripsAndCoverTheInputs() {
        for (Blocking blocking : new Blocking[] {Blocking.REGISTERS_16, Blocking.REGISTERS_32}) {
            for (int members : new int[] {2, 3, 4}) {
                for (int inputs = 448; inputs <= 784; inputs++) {
                    int band = blocking.bandRows(members, inputs, 100, 64);
                    assertEquals(0, band % blocking.mr());
                    assertEquals(Math.ceilDiv(inputs, members), band, blocking.mr() - 1);
                    assertTrue(band * members >= inputs);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2, 784, 128, 32, 392", "2, 784, 128, 8, 392", "2, 1024, 1024, 256, 512",
        "2, 784, 128, 7, 0", "2, 784, 128, 512, 392", "2, 784, 128, 513, 0",
        "2, 1024, 2049, 256, 0",
        "2, 1040, 64, 32, 0", "2, 112, 128, 32, 0", "4, 256, 128, 16, 64",
        "5, 1024, 128, 32, 0", "4, 512, 128, 15, 0",
        "2, 1024, 4096, 32, 0", "2, 1024, 4096, 33, 512",
    })
    void weightsStayInBandsWhereThatPays(
            int members, int inputs, int outputs, int rows, int expected) {
        assertEquals(
                expected, Blocking.REGISTERS_32.bandRows(members, inputs, outputs, rows));
    }

    @Test
    void partsOfTheLargestSizesDoNotOverflow() {
        assertEquals(Integer.MAX_VALUE, Blocking.part(Integer.MAX_VALUE, 1, 8));
        assertEquals(1 << 30, Blocking.part(Integer.MAX_VALUE, 2, 8));
        assertEquals(8, Blocking.part(Integer.MAX_VALUE, Integer.MAX_VALUE, 8));
        assertEquals(
                0, Blocking.REGISTERS_32.bandRows(2, Integer.MAX_VALUE, Integer.MAX_VALUE, 64));
    }

    /** Such layers have loops of their own. */
    @Test
    void narrowWeightsStayInNoBands() {
        assertEquals(0, Blocking.REGISTERS_32.bandRows(2, 784, Blocking.NARROW, 64));
        assertEquals(392, Blocking.REGISTERS_32.bandRows(2, 784, Blocking.NARROW + 1, 64));
    }
}
