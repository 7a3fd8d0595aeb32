package dev.lanewise.measure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class ControlBenchmarkTest {
    @Test
    void theChainIsMarsagliasGenerator() {
        ControlBenchmark control = new ControlBenchmark();
        control.links = 1;
        assertEquals(270369, control.chain());
        control.links = 2;
        control.chain();
        control.links = 1;
        assertEquals(307599695, control.chain());
    }
}
