package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameter;
import dev.lanewise.optim.CosineAnnealing;
import dev.lanewise.optim.ReduceOnPlateau;
import dev.lanewise.optim.Sgd;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Groups of parameters with optimizers of their own. */
class ParameterGroupsTest {
    @Test
    void groupsHaveOptimizersOfTheirOwnAndKeepTheirRatesRatios() {
        Network network = Network.inputs(1).dense(1).build(1);
        float[] start = {2, 3};
        ParameterGroups groups =
                ParameterGroups.of(Sgd.of(0.1).withWeightDecay(0.5))
                        .with(p -> !p.role().decays(), Sgd.of(0.2));
        try (TrainingStep step = new TrainingStep(
                network, new MeanSquaredError(), groups, 1, 1, Lanewise.kernels())) {
            for (double factor : new double[] {1, 0.5}) {
                System.arraycopy(start, 0, network.parameters(), 0, 2);
                step.setLearningRate(0.1 * factor);
                step.step(new float[] {1}, 0, new float[] {4}, 0, 1); // gradients 2·(5 − 4)
                float[] expected = {
                    (float) (2 - 0.1 * factor * (2 + 0.5 * 2)), (float) (3 - 0.2 * factor * 2)
                };
                assertArrayEquals(expected, network.parameters(), 1e-6f);
            }
        }
    }

    @Test
    void groupsBesideARateOfZeroKeepTheirOwn() {
        Network network = Network.inputs(1).dense(1).build(1);
        System.arraycopy(new float[] {2, 3}, 0, network.parameters(), 0, 2);
        ParameterGroups groups =
                ParameterGroups.of(Sgd.of(0)).with(p -> !p.role().decays(), Sgd.of(0.2));
        try (TrainingStep step = new TrainingStep(
                network, new MeanSquaredError(), groups, 1, 1, Lanewise.kernels())) {
            step.step(new float[] {1}, 0, new float[] {4}, 0, 1); // gradients 2·(5 − 4)
            assertArrayEquals(new float[] {2, 3 - 0.2f * 2}, network.parameters(), 1e-6f);
        }
        Trainer trainer =
                Trainer.of(network, new MeanSquaredError(), groups);
        assertThrows(
                IllegalArgumentException.class,
                () -> trainer.withSchedule(CosineAnnealing.of(3)));
        assertThrows(
                IllegalArgumentException.class,
                () -> trainer.withReduceOnPlateau(ReduceOnPlateau.of()));
    }

    @Test
    void groupsAreAskedForNamesAsTheNetworkHasThem() {
        Network network =
                Network.inputs(2).dense(2).residual(b -> b.layerNorm().dense(2)).dense(1).build(1);
        List<String> asked = new ArrayList<>();
        ParameterGroups groups = ParameterGroups.of(Sgd.of(0.1)).with(p -> {
            asked.add(p.name());
            return p.name().startsWith("0.");
        }, Sgd.of(0));
        float[] before = network.parameters().clone();
        try (TrainingStep step = new TrainingStep(
                network, new MeanSquaredError(), groups, 1, 1, Lanewise.kernels())) {
            step.step(new float[] {1, 2}, 0, new float[] {9}, 0, 1);
        }
        List<String> names = network.namedParameters().stream().map(Parameter::name).toList();
        assertEquals(Set.copyOf(names), Set.copyOf(asked));
        assertTrue(names.contains("1.block.1.weight"), names.toString());
        float[] after = network.parameters();
        assertArrayEquals(Arrays.copyOf(before, 6), Arrays.copyOf(after, 6), "layer 0 is frozen");
        assertFalse(Arrays.equals(before, after));
    }
}
