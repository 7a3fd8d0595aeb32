package dev.lanewise.peers.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Network;
import java.util.List;
import org.junit.jupiter.api.Test;

class MlpTest {
    @Test
    void aNameIsReadAsItIsWritten() {
        List<Mlp> all = Mlp.all();
        assertEquals(10, all.stream().distinct().count());
        for (StepCase step : StepCase.of(all, List.of(Rule.values()))) {
            assertEquals(step, StepCase.parse(step.toString()));
        }
    }

    @Test
    void aNameGivesBatchThenLayerSizesThenTheActivation() {
        assertEquals(
                new Mlp(128, List.of(784, 512, 256, 10), Hidden.TANH),
                Mlp.parse("128-784-512-256-10 tanh"));
        assertEquals(Hidden.RELU, Mlp.parse("32-784-128-10").hidden());
    }

    @Test
    void theInputGradientOfTheFirstLayerIsNotCounted() {
        double first = 4.0 * 32 * 784 * 128;
        double second = 6.0 * 32 * 128 * 10;
        assertEquals(first + second, Mlp.parse("32-784-128-10").operations());
    }

    @Test
    void theNetworkHasTheActivationBetweenItsLayersOnly() {
        Network network = Mlp.parse("128-784-512-256-10 gelu").build();
        assertEquals(784, network.inputs());
        assertEquals(
                List.of(Activation.GELU, Activation.GELU, Activation.IDENTITY),
                network.layers().stream().map(layer -> ((Dense) layer).activation())
                        .toList());
    }

    @Test
    void oneOutputIsARegression() {
        assertTrue(Mlp.parse("64-16-64-64-1").isRegression());
        assertFalse(Mlp.parse("32-784-128-10").isRegression());
    }
}
