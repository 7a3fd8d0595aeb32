package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer comes to the minimum of a parabola, and of Rosenbrock's function. */
class OptimizerDescentTest {
    /** How an optimizer comes to the minimum of two functions. */
    record Descent(Optimizer parabola, Optimizer rosenbrock, int steps) {
        @Override
        public String toString() {
            return rosenbrock.toString();
        }
    }

    static Stream<Descent> descents() {
        return Stream.of(
                new Descent(Sgd.of(0.1), Sgd.of(1e-3), 30_000),
                new Descent(
                        Sgd.of(0.01).withMomentum(0.9), Sgd.of(2e-4).withMomentum(0.9), 20_000),
                new Descent(
                        Sgd.of(0.01).withMomentum(0.9).withNesterov(true),
                        Sgd.of(2e-4).withMomentum(0.9).withNesterov(true),
                        20_000),
                new Descent(RmsProp.of(0.001), RmsProp.of(0.0005), 20_000),
                new Descent(
                        RmsProp.of(0.001).withMomentum(0.5),
                        RmsProp.of(0.0005).withMomentum(0.5),
                        20_000),
                new Descent(
                        RmsProp.of(0.001).withCentered(true).withEpsilon(1e-2),
                        RmsProp.of(0.0005).withCentered(true).withEpsilon(1e-2),
                        20_000),
                new Descent(Adam.of(0.01), Adam.of(0.01), 20_000),
                new Descent(Adam.of(0.01).withAmsgrad(true), Adam.of(0.01).withAmsgrad(true),
                        20_000),
                new Descent(
                        AdamW.of(0.01).withWeightDecay(0), AdamW.of(0.01).withWeightDecay(0),
                        20_000),
                new Descent(Adagrad.of(0.5), Adagrad.of(0.5), 20_000),
                new Descent(Adadelta.of(1), Adadelta.of(0.01), 20_000),
                new Descent(Adamax.of(0.01), Adamax.of(0.01), 20_000),
                new Descent(NAdam.of(0.01), NAdam.of(0.01), 20_000),
                new Descent(Lion.of(5e-4), Lion.of(2e-4), 30_000),
                new Descent(
                        L1Regularized.of(Adam.of(0.01), 1e-4),
                        L1Regularized.of(Adam.of(0.01), 1e-4),
                        20_000));
    }

    @ParameterizedTest
    @MethodSource("descents")
    void parabolaIsDescendedToItsMinimum(Descent descent) {
        float[] minimum = {3f, -1f, 0.5f};
        float[] w = {-2f, 4f, 0f};
        descend(
                descent.parabola,
                w,
                descent.steps,
                (g, at) -> {
                    for (int i = 0; i < g.length; i++) {
                        g[i] = 2 * (at[i] - minimum[i]);
                    }
                });
        for (int i = 0; i < w.length; i++) {
            assertEquals(minimum[i], w[i], 2e-3, descent.parabola + ", weight " + i);
        }
    }

    @ParameterizedTest
    @MethodSource("descents")
    void rosenbrocksValleyIsFollowedToItsMinimum(Descent descent) {
        float[] w = {-1f, 1f};
        descend(
                descent.rosenbrock,
                w,
                descent.steps,
                (g, at) -> {
                    float x = at[0];
                    float bend = at[1] - x * x;
                    g[0] = -2 * (1 - x) - 400 * x * bend;
                    g[1] = 200 * bend;
                });
        assertEquals(1, w[0], 1e-2, descent.rosenbrock + ", x");
        assertEquals(1, w[1], 2e-2, descent.rosenbrock + ", y");
    }

    /** The minimum of (w − m)² + strength·|w|: m moved towards 0 by half the strength, or 0. */
    @Test
    void anL1PenaltyMovesTheMinimumTowardsZeroAndSmallOnesOntoIt() {
        float[] minimum = {3f, -1f, 0.25f, -0.2f};
        float[] penalised = {2.6f, -0.6f, 0f, 0f};
        float[] w = {-2f, 4f, 1f, 1f};
        descend(
                L1Regularized.of(Sgd.of(1e-3), 0.8),
                w,
                20_000,
                (g, at) -> {
                    for (int i = 0; i < g.length; i++) {
                        g[i] = 2 * (at[i] - minimum[i]);
                    }
                });
        for (int i = 0; i < w.length; i++) {
            assertEquals(penalised[i], w[i], 2e-3, "weight " + i);
        }
    }

    private interface Gradient {
        void compute(float[] g, float[] at);
    }

    private static void descend(Optimizer optimizer, float[] w, int steps, Gradient gradient) {
        UpdateKernel kernel = optimizer.bind(new VectorKernels());
        int n = w.length;
        float[] g = new float[n];
        float[] state = new float[kernel.slots() * n];
        for (int t = 1; t <= steps; t++) {
            gradient.compute(g, w);
            kernel.begin(t, optimizer.learningRate());
            kernel.update(w, 0, g, 0, state, 0, n, n);
        }
    }
}
