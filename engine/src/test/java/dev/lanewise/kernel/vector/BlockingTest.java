package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertSame;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
}
