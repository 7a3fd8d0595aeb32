package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adadelta;
import dev.lanewise.optim.Adagrad;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Adamax;
import dev.lanewise.optim.L1Regularized;
import dev.lanewise.optim.Lion;
import dev.lanewise.optim.NAdam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Sgd;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * 200,000 steps of small networks: what lasts stays finite and never rests at subnormal numbers,
 * nothing is allocated, and the last steps take no longer than the first.
 *
 * <p>After a twentieth of the steps half of the features are 0 for good, and with them the gradients of
 * their weights. Moments, weights under decay, their average and running statistics then go down
 * the whole range of floats. Without flushing they come to rest a few subnormal numbers above zero,
 * where a step of the decay is less than half of the last place.
 */
@Tag("exhaustive")
class LongRunTest {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final int CHUNK = 1000;
    private static final int TENTH = 20;
    private static final int CHUNKS = 10 * TENTH;

    /** Chunks in which the JVM may compile something anew, and run it interpreted until then. */
    private static final int RECOMPILED = 3;

    private static final int FEATURES = 9;
    private static final int ROWS = 8;
    private static final int BATCHES = 4;

    /** Every family, with as much decay as takes a weight to 2^-126 in the steps that are left. */
    static final List<Optimizer> OPTIMIZERS =
            List.of(
                    Sgd.of(0.05).withWeightDecay(0.02),
                    Sgd.of(0.01).withMomentum(0.9).withNesterov(true).withWeightDecay(0.01),
                    RmsProp.of(1e-3).withWeightDecay(1e-3),
                    RmsProp.of(1e-3).withCentered(true).withMomentum(0.5),
                    Adagrad.of(0.02).withWeightDecay(1e-3),
                    Adadelta.of(1).withWeightDecay(1e-3),
                    Adam.of(1e-3).withWeightDecay(1e-3),
                    Adam.of(1e-3).withAmsgrad(true),
                    AdamW.of(1e-2).withWeightDecay(0.1),
                    NAdam.of(1e-2).withWeightDecay(0.1).withDecoupledWeightDecay(true),
                    Adamax.of(1e-3).withWeightDecay(1e-3),
                    Lion.of(1e-3).withWeightDecay(1),
                    L1Regularized.of(Adam.of(1e-3), 1e-4));

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void denseLayersKeepTheirSpeed(Optimizer optimizer) {
        Network network =
                Network.inputs(FEATURES)
                        .dense(33, Activation.RELU)
                        .dense(17, Activation.TANH)
                        .dense(3)
                        .build(1);
        new Run(network, optimizer).check();
    }

    @ParameterizedTest
    @FieldSource("OPTIMIZERS")
    void layersOfAllKindsKeepTheirSpeed(Optimizer optimizer) {
        Network network =
                Network.inputs(FEATURES)
                        .embedding(new Embedding.Column(0, 6, 3))
                        .batchNorm()
                        .dense(17, Activation.GELU)
                        .dropout(0.2)
                        .residual(b -> b.layerNorm().dense(9).prelu().dense(17))
                        .batchNorm()
                        .dense(3)
                        .build(2);
        new Run(network, optimizer).check();
    }

    /** A network, its step, the average of its weights, and what the steps have cost. */
    private static final class Run {
        private final Network network;
        private final TrainingStep step;
        private final AveragedWeights average;
        private final float[] classes = new float[BATCHES * ROWS];
        private final long[] nanoseconds = new long[CHUNKS];
        private int steps;

        Run(Network network, Optimizer optimizer) {
            this.network = network;
            this.step =
                    new TrainingStep(
                            network, SoftmaxCrossEntropy.ofClassIndices(), optimizer, ROWS);
            this.average =
                    new AveragedWeights(network, Lanewise.kernels().arraySweeps(), 0.999);
            for (int r = 0; r < classes.length; r++) {
                classes[r] = r * 7 % 3;
            }
        }

        /** Normal numbers behind a category; half of them, in all rows, 0 from some step on. */
        private static float[] features(boolean faded) {
            float[] x = Slice.random(4, BATCHES * ROWS * FEATURES, 1).values();
            for (int i = 0; i < x.length; i++) {
                int column = i % FEATURES;
                if (column == 0) {
                    x[i] = i / FEATURES % (faded ? 3 : 6);
                } else if (faded && column > FEATURES / 2) {
                    x[i] = 0;
                }
            }
            return x;
        }

        void check() {
            float[] all = features(false);
            float[] faded = features(true);
            Allocations.assertSettleAtNone("warm-up", () -> run(all, TENTH * CHUNK / 50),
                    List.of());
            int allocating = 0;
            for (int chunk = 0; chunk < CHUNKS; chunk++) {
                long allocated = Allocations.bytes(List.of());
                nanoseconds[chunk] = measured(chunk < TENTH / 2 ? all : faded);
                allocated = Allocations.bytes(List.of()) - allocated;
                allocating += chunk >= TENTH && allocated > 0 ? 1 : 0;
            }
            assertTrue(allocating <= RECOMPILED, allocating + " chunks with allocations");
            for (int again = 0; again < 5 && slowedDown(); again++) { // others use the machine
                for (int chunk = CHUNKS - TENTH; chunk < CHUNKS; chunk++) {
                    nanoseconds[chunk] = measured(faded);
                }
            }
            assertTrue(!slowedDown(), () -> "ns of 1000 steps " + Arrays.toString(nanoseconds));
        }

        private boolean slowedDown() {
            return median(CHUNKS - TENTH) > 1.5 * median(TENTH);
        }

        private long median(int from) {
            long[] some = Arrays.copyOfRange(nanoseconds, from, from + TENTH);
            Arrays.sort(some);
            return some[TENTH / 2];
        }

        /** The processor time of so many steps, after which all is as it should be. */
        private long measured(float[] x) {
            long start = THREADS.getCurrentThreadCpuTime();
            run(x, CHUNK);
            long time = THREADS.getCurrentThreadCpuTime() - start;
            checkNumbers("parameter", network.parameters());
            checkNumbers("buffer", network.buffers());
            checkNumbers("optimizer state", step.optimizerState());
            checkNumbers("average", average.network().parameters());
            return time;
        }

        private void run(float[] x, int count) {
            for (int i = 0; i < count; i++) {
                int row = steps % BATCHES * ROWS;
                step.step(x, row * FEATURES, classes, row, ROWS);
                average.add();
                steps++;
            }
        }

        private void checkNumbers(String what, float[] values) {
            for (int i = 0; i < values.length; i++) {
                float magnitude = Math.abs(values[i]);
                boolean normal = magnitude >= Float.MIN_NORMAL && magnitude <= Float.MAX_VALUE;
                if (!normal && magnitude != 0) {
                    throw new AssertionError(
                            what + " " + i + " is " + values[i] + " after " + steps + " steps");
                }
            }
        }
    }
}
