package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Clipping;
import dev.lanewise.optim.Sgd;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Errors of numbers that are not finite: where they say it began, and what they leave. */
class NonFiniteTest {
    private final Network network =
            Network.inputs(2).dense(3, Activation.RELU).dense(2, Activation.RELU).dense(1).build(1);
    private final float[] x = {1, 2, 3, 4, 5, 6};
    private final float[] y = {1, 2, 3};

    NonFiniteTest() {
        java.util.Arrays.fill(network.parameters(), 0.5f);
    }

    private Trainer trainer() {
        return Trainer.of(network, new MeanSquaredError(), Sgd.of(1e-3)).withBatchSize(3);
    }

    private void expect(UnaryOperator<Trainer> settings, String... parts) {
        float[] before = network.parameters().clone();
        Trainer trainer = settings.apply(trainer());
        ArithmeticException e =
                assertThrows(
                        ArithmeticException.class, () -> trainer.fit(Dataset.of(x, 2, y, 1)));
        for (String part : parts) {
            assertTrue(e.getMessage().contains(part), e.getMessage());
        }
        assertArrayEquals(before, network.parameters());
    }

    /** Through either door. */
    private void expectBoth(String... parts) {
        expect(UnaryOperator.identity(), parts);
        expect(t -> t.withClipping(Clipping.byValue(1)), parts);
        expect(t -> t.withAccumulation(2), parts);
    }

    private int firstWeight(int layer) {
        return ((Dense) network.layers().get(layer)).weightOffset();
    }

    @Test
    void aParameterIsNamedByItsLayer() {
        network.parameters()[firstWeight(1)] = Float.NaN;
        expectBoth(
                "the loss is NaN in batch 1 of epoch 1", "a parameter of layer 2 is NaN",
                "check the targets and the network's parameters");
        network.parameters()[firstWeight(1)] = 1;
        network.parameters()[network.parameters().length - 1] = Float.NEGATIVE_INFINITY;
        expectBoth("a parameter of layer 3 is -Infinity");
    }

    @Test
    void theFirstLayerWhoseOutputsAreNotFiniteIsNamed() {
        network.parameters()[firstWeight(1) + 1] = 3e38f; // input 0, output 1
        expectBoth(
                "layer 2 is the first whose outputs are not", "output 1 of row ",
                "of the batch is Infinity");
    }

    @Test
    void whereAllOutputsAreFiniteTheLossItselfOverflowed() {
        y[1] = 3e38f;
        expectBoth("the loss is Infinity", "so the loss itself overflowed", "check the targets");
    }

    @Test
    void aFeatureThatWasSpoiledMeanwhileIsNamed() {
        TrainingListener spoiling =
                new TrainingListener() {
                    @Override
                    public void epochFinished(Epoch epoch) {
                        java.util.Arrays.fill(x, Float.NaN);
                    }
                };
        Trainer trainer = trainer().withListener(spoiling);
        ArithmeticException e =
                assertThrows(
                        ArithmeticException.class, () -> trainer.fit(Dataset.of(x, 2, y, 1)));
        assertTrue(
                e.getMessage().contains(
                        "batch 1 of epoch 2, before its update: feature 0 of row 0 of the batch is"
                                + " NaN; try a smaller learning rate than 0.001"),
                e.getMessage());
    }

    /** Outputs of 0 from weights of 0, behind features of 1e30: dW = xᵀ·dZ is out of range. */
    @Test
    void gradientsAreLookedAtWhereTheyAreAtHand() {
        java.util.Arrays.fill(x, 1e30f);
        java.util.Arrays.fill(y, 1e10f);
        java.util.Arrays.fill(network.parameters(), firstWeight(0), firstWeight(1), 0f);
        for (int i = 0; i < 3; i++) {
            network.parameters()[((Dense) network.layers().getFirst()).biasOffset() + i] = 1;
        }
        String[] expected = {
            "the norm of the gradients is ", "in batch 1 of epoch 1",
            "outputs of all layers are finite, and layer 1 is the first, from the loss back"
        };
        expect(t -> t.withClipping(Clipping.byNorm(1)), expected);
        expect(t -> t.withClipping(Clipping.byValue(1)), expected);
        expect(t -> t.withAccumulation(2), expected);
    }
}
