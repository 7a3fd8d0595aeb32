package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every optimizer against its published formula. */
class OptimizerTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());

    static Stream<Optimizer> optimizers() {
        Sgd sgd = Sgd.of(0.1);
        RmsProp rmsProp = RmsProp.of(0.01);
        Adagrad adagrad = Adagrad.of(0.1);
        Adadelta adadelta = Adadelta.of(1);
        Adam adam = Adam.of(0.01);
        AdamW adamW = AdamW.of(0.01);
        Adamax adamax = Adamax.of(0.01);
        NAdam nAdam = NAdam.of(0.01);
        Lion lion = Lion.of(0.01);
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
                adagrad,
                adagrad.withLearningRateDecay(0.2),
                adagrad.withEpsilon(0.1),
                adagrad.withWeightDecay(0.1),
                adadelta,
                adadelta.withRho(0.5).withLearningRate(2),
                adadelta.withEpsilon(0.1),
                adadelta.withWeightDecay(0.1),
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
                adamW.withAmsgrad(true).withBetas(0.9, 0.5),
                adamax,
                adamax.withBetas(0.5, 0.8),
                adamax.withEpsilon(0.1),
                adamax.withWeightDecay(0.1),
                nAdam,
                nAdam.withBetas(0.5, 0.8),
                nAdam.withBetas(0, 0),
                nAdam.withEpsilon(0.1),
                nAdam.withMomentumDecay(0),
                nAdam.withMomentumDecay(2),
                nAdam.withWeightDecay(0.1),
                nAdam.withWeightDecay(0.5).withDecoupledWeightDecay(true),
                lion,
                lion.withBetas(0.5, 0.8),
                lion.withWeightDecay(0.5),
                L1Regularized.of(sgd, 0.3),
                L1Regularized.of(nAdam, 0.3),
                L1Regularized.of(L1Regularized.of(adamW, 0.1), 0.2));
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void twentyStepsFollowThePublishedFormula(Optimizer optimizer) {
        int n = 37;
        for (Kernels twin : TWINS) {
            UpdateKernel kernel = optimizer.bind(twin);
            float[] w = Slice.random(1, n, 1f).values();
            float[] state = new float[kernel.slots() * n];
            double[] expected = new double[n];
            OptimizerReference[] references = new OptimizerReference[n];
            for (int i = 0; i < n; i++) {
                expected[i] = w[i];
                references[i] = OptimizerReference.of(optimizer);
            }
            for (int t = 1; t <= 20; t++) {
                // the size of the gradients changes, so that the largest square is not the last
                float[] g = Slice.random(t, n, t % 7 == 2 ? 10f : 1f).values();
                kernel.begin(t, optimizer.learningRate());
                kernel.update(w, 0, g.clone(), 0, state, 0, n, n);
                for (int i = 0; i < n; i++) {
                    expected[i] = references[i].step(t, expected[i], g[i]);
                    assertEquals(
                            expected[i],
                            w[i],
                            2e-5 * Math.max(0.1, Math.abs(expected[i])),
                            optimizer + ", " + twin.description() + ", step " + t + ", weight "
                                    + i);
                }
            }
        }
    }

    @Test
    void whatHasNoDirectionIsLeftWhereItIs() {
        for (Kernels twin : TWINS) {
            float[] w = Slice.random(1, 37, 1f).values();
            float[] before = w.clone();
            UpdateKernel lion = Lion.of(0.1).bind(twin);
            lion.begin(1, 0.1);
            lion.update(w, 0, new float[37], 0, new float[37], 0, 37, 37);
            assertArrayEquals(before, w, "Lion, " + twin.description());
            UpdateKernel l1 = L1Regularized.of(Sgd.of(0.1), 0.5).bind(twin);
            l1.begin(1, 0.1);
            float[] zeros = new float[37];
            l1.update(zeros, 0, new float[37], 0, null, 0, 0, 37);
            assertArrayEquals(new float[37], zeros, "L1, " + twin.description());
        }
    }

    @Test
    void everyBindingIsAKernelOfItsOwn() {
        for (Kernels twin : TWINS) {
            optimizers().forEach(
                    optimizer -> assertNotSame(optimizer.bind(twin), optimizer.bind(twin)));
        }
    }
}
