package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class OptimizerTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());

    /** The published formulas, for one weight in double precision, apart from the engine's. */
    private interface Reference {
        /** The weight after step t, from 1. */
        double step(int t, double w, double g);
    }

    private static Reference sgd(Sgd o) {
        return new Reference() {
            private double buffer;

            @Override
            public double step(int t, double w, double g) {
                double decayed = g + o.weightDecay() * w;
                if (o.momentum() == 0) {
                    return w - o.learningRate() * decayed;
                }
                buffer =
                        t == 1
                                ? decayed
                                : o.momentum() * buffer + (1 - o.dampening()) * decayed;
                double direction = o.nesterov() ? decayed + o.momentum() * buffer : buffer;
                return w - o.learningRate() * direction;
            }
        };
    }

    private static Reference rmsProp(RmsProp o) {
        return new Reference() {
            private double square;
            private double mean;
            private double buffer;

            @Override
            public double step(int t, double w, double g) {
                double decayed = g + o.weightDecay() * w;
                square = o.alpha() * square + (1 - o.alpha()) * decayed * decayed;
                double variance = square;
                if (o.centered()) {
                    mean = o.alpha() * mean + (1 - o.alpha()) * decayed;
                    variance = square - mean * mean;
                }
                double scaled = decayed / (Math.sqrt(variance) + o.epsilon());
                buffer = o.momentum() * buffer + scaled;
                return w - o.learningRate() * (o.momentum() == 0 ? scaled : buffer);
            }
        };
    }

    private static Reference adam(Adam o) {
        return new Reference() {
            private double first;
            private double second;
            private double largest;

            @Override
            public double step(int t, double w, double g) {
                double decayed = g + o.weightDecay() * w;
                first = o.beta1() * first + (1 - o.beta1()) * decayed;
                second = o.beta2() * second + (1 - o.beta2()) * decayed * decayed;
                largest = Math.max(largest, second);
                double corrected1 = first / (1 - Math.pow(o.beta1(), t));
                double corrected2 = (o.amsgrad() ? largest : second) / (1 - Math.pow(o.beta2(), t));
                return w - o.learningRate() * corrected1 / (Math.sqrt(corrected2) + o.epsilon());
            }
        };
    }

    private static Reference adamW(AdamW o) {
        Reference adam =
                adam(new Adam(o.learningRate(), o.beta1(), o.beta2(), o.epsilon(), 0, o.amsgrad()));
        return (t, w, g) -> adam.step(t, w, g) - o.learningRate() * o.weightDecay() * w;
    }

    /** An optimizer and the formula that it must follow. */
    record Case(Optimizer optimizer, Supplier<Reference> reference) {
        @Override
        public String toString() {
            return optimizer.toString();
        }
    }

    static Stream<Case> formulas() {
        Sgd sgd = Sgd.of(0.1);
        RmsProp rmsProp = RmsProp.of(0.01);
        Adam adam = Adam.of(0.01);
        AdamW adamW = AdamW.of(0.01);
        return Stream.of(
                sgd,
                sgd.withWeightDecay(0.1),
                sgd.withMomentum(0.9),
                sgd.withMomentum(0.9).withDampening(0.25),
                sgd.withMomentum(0.9).withWeightDecay(0.1),
                sgd.withMomentum(0.9).withNesterov(true),
                sgd.withMomentum(0.9).withNesterov(true).withWeightDecay(0.1),
                rmsProp,
                rmsProp.withAlpha(0.8),
                rmsProp.withEpsilon(0.1),
                rmsProp.withWeightDecay(0.1),
                rmsProp.withMomentum(0.9),
                rmsProp.withCentered(true),
                rmsProp.withCentered(true).withMomentum(0.5).withWeightDecay(0.1),
                adam,
                adam.withBetas(0.5, 0.8),
                adam.withBetas(0, 0),
                adam.withEpsilon(0.1),
                adam.withWeightDecay(0.1),
                adam.withAmsgrad(true).withBetas(0.9, 0.5),
                adam.withAmsgrad(true).withBetas(0.9, 0.5).withWeightDecay(0.1),
                adamW,
                adamW.withWeightDecay(0.5),
                adamW.withBetas(0.5, 0.8).withEpsilon(0.1),
                adamW.withAmsgrad(true).withBetas(0.9, 0.5))
                .map(OptimizerTest::caseOf);
    }

    private static Case caseOf(Optimizer optimizer) {
        return new Case(
                optimizer,
                () -> switch (optimizer) {
                    case Sgd o -> sgd(o);
                    case RmsProp o -> rmsProp(o);
                    case Adam o -> adam(o);
                    case AdamW o -> adamW(o);
                });
    }

    @ParameterizedTest
    @MethodSource("formulas")
    void twentyStepsFollowThePublishedFormula(Case tested) {
        int n = 37;
        for (Kernels twin : TWINS) {
            UpdateKernel kernel = tested.optimizer.bind(twin);
            float[] w = Slice.random(1, n, 1f).values();
            float[] state = new float[kernel.slots() * n];
            double[] expected = new double[n];
            Reference[] references = new Reference[n];
            for (int i = 0; i < n; i++) {
                expected[i] = w[i];
                references[i] = tested.reference.get();
            }
            for (int t = 1; t <= 20; t++) {
                // the size of the gradients changes, so that the largest square is not the last
                float[] g = Slice.random(t, n, t % 7 == 2 ? 10f : 1f).values();
                kernel.begin(t, tested.optimizer.learningRate());
                kernel.update(w, 0, g, 0, state, 0, n, n);
                for (int i = 0; i < n; i++) {
                    expected[i] = references[i].step(t, expected[i], g[i]);
                    assertEquals(
                            expected[i],
                            w[i],
                            2e-5 * Math.max(0.1, Math.abs(expected[i])),
                            tested + ", " + twin.description() + ", step " + t + ", weight " + i);
                }
            }
        }
    }

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

    @Test
    void everyBindingIsAKernelOfItsOwn() {
        for (Kernels twin : TWINS) {
            Optimizer optimizer = RmsProp.of(0.1);
            assertNotSame(optimizer.bind(twin), optimizer.bind(twin));
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
