package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.TrainingStep;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PredictorTest {
    private static final int IN = 23;
    private static final int OUT = 6;
    private static final int ROWS = 12;
    private static final int READERS = 3;
    private static final long PATIENCE = 30_000_000_000L;
    private final float[] x = Slice.random(1, ROWS * IN, 1).values();

    /** Narrow layers, whose products have buffers of their own, and a smooth activation. */
    private static Network network() {
        return Network.inputs(IN)
                .dense(70, Activation.GELU)
                .dense(9, Activation.RELU)
                .dense(OUT)
                .build(11);
    }

    /**
     * A predictor.
     *
     * @param expected what the network gave for all rows at that moment, by the other twin
     */
    private record Version(Predictor predictor, float[] expected) {}

    private Version version(Network network) {
        float[] expected = new float[ROWS * OUT];
        network.predictor(Lanewise.scalarKernels()).predict(expected, 0, x, 0, ROWS);
        return new Version(network.predictor(), expected);
    }

    private void assertRows(Version version, int from, int rows) {
        float[] outputs = new float[rows * OUT];
        version.predictor.predict(outputs, 0, x, from * IN, rows);
        assertArrayEquals(
                Arrays.copyOfRange(version.expected, from * OUT, (from + rows) * OUT),
                outputs,
                () -> "rows from " + from);
    }

    @Test
    void moreThreadsThanAreKeptScratchForPredictTheSameBits() throws Exception {
        Version version = version(network());
        int tasks = 3 * Math.max(16, 2 * Runtime.getRuntime().availableProcessors());
        CyclicBarrier start = new CyclicBarrier(tasks);
        Callable<Void> task =
                () -> {
                    start.await();
                    for (int i = 0; i < 300; i++) {
                        assertRows(version, i % ROWS, 1);
                    }
                    return null;
                };
        for (ExecutorService threads : List.of(
                Executors.newVirtualThreadPerTaskExecutor(), Executors.newCachedThreadPool())) {
            try (threads) {
                List<Future<Void>> done =
                        IntStream.range(0, tasks).mapToObj(i -> threads.submit(task)).toList();
                for (Future<Void> one : done) {
                    one.get();
                }
            }
        }
    }

    @Test
    void theNetworkMayChangeAndThePredictorDoesNot() {
        Network network = network();
        Version before = version(network);
        Arrays.fill(network.parameters(), Float.NaN);
        assertRows(before, 0, ROWS);
        assertTrue(Float.isNaN(network.predict(x)[0]), "the network has the new parameters");
    }

    /** Fewer columns than a panel has, a panel, one more, several, and two and a part. */
    @Test
    void weightsInPanelsGiveTheBitsOfTheTrainingsForward() {
        Network network =
                Network.inputs(IN)
                        .dense(63, Activation.TANH)
                        .dense(64, Activation.RELU)
                        .dense(65, Activation.GELU)
                        .dense(192, Activation.SILU)
                        .dense(130)
                        .build(8);
        TrainingStep step = new TrainingStep(network, new MeanSquaredError(), Sgd.of(0), ROWS);
        step.computeGradients(x, 0, new float[ROWS * 130], 0, ROWS);
        assertArrayEquals(step.outputs(4, ROWS), network.predict(x));
    }

    /** Layers of so many outputs are taken fewer rows at a time. */
    @Test
    void rowsOfWideLayersAreTheSameTogetherAndAlone() {
        Network network = Network.inputs(2).dense(60_000, Activation.RELU).dense(1).build(4);
        int rows = 150;
        float[] features = Slice.random(5, 2 * rows, 1).values();
        float[] together = network.predict(features);
        Predictor predictor = network.predictor();
        float[] alone = new float[rows];
        for (int r = 0; r < rows; r++) {
            predictor.predict(alone, r, features, 2 * r, 1);
        }
        assertArrayEquals(alone, together);
    }

    /** On the scalar kernels, which put no vectors into objects. */
    @Test
    void wideLayersOfABlockAreTakenFewRowsAtATimeAsWell() {
        Network network = Network.inputs(1).residual(b -> b.dense(60_000).dense(1)).build(4);
        Predictor predictor = network.predictor(Lanewise.scalarKernels());
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] y = new float[150];
        long before = threads.getCurrentThreadAllocatedBytes();
        predictor.predict(y, 0, new float[150], 0, 150);
        long allocated = threads.getCurrentThreadAllocatedBytes() - before;
        assertTrue(allocated < 40_000_000, allocated + " bytes, expected two of 16 MB");
    }

    /** As many rounds as it takes: vector code that is not compiled yet puts vectors in objects. */
    @Test
    void compiledPredictionsOfSeveralThreadsAllocateNothing() throws Exception {
        Predictor predictor = network().predictor();
        CyclicBarrier start = new CyclicBarrier(READERS);
        Callable<Long> task =
                () -> {
                    start.await();
                    return bytesOfTheLastRound(predictor);
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            for (Future<Long> bytes : threads.invokeAll(Collections.nCopies(READERS, task))) {
                assertEquals(0, bytes.get(), "bytes in 100 calls");
            }
        }
    }

    private long bytesOfTheLastRound(Predictor predictor) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        float[] outputs = new float[ROWS * OUT];
        long start = System.nanoTime();
        long allocated;
        do {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 100; i++) {
                predictor.predict(outputs, 0, x, 0, 1 + i % ROWS);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        } while (allocated > 0 && System.nanoTime() - start < PATIENCE);
        return allocated;
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        Network network = network();
        Predictor predictor = network.predictor();
        float[] outputs = new float[2 * OUT];
        expect("rows is -1", () -> predictor.predict(outputs, 0, x, 0, -1));
        expect("outputs has 12 elements, expected at least 18 from offset 0 on",
                () -> predictor.predict(outputs, 0, x, 0, 3));
        expect("features has 276 elements, expected at least 46 from offset 231 on",
                () -> predictor.predict(outputs, 0, x, 231, 2));
        expect("kernels", () -> network.predictor((Kernels) null));
    }

    private static void expect(String message, Runnable call) {
        RuntimeException e = assertThrows(RuntimeException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }

    @Test
    void outputsBecomeProbabilitiesWhereThatIsAskedFor() {
        Network network = Network.inputs(3).dense(4).build(5);
        int rows = 300; // more than a block
        float[] x = Slice.random(6, rows * 3, 3).values();
        float[] z = network.predict(x);
        for (OutputTransform transform : OutputTransform.values()) {
            float[] y = new float[rows * 4];
            network.predictor(transform).predict(y, 0, x, 0, rows);
            for (int i = 0; i < y.length; i++) {
                double sum = 0;
                for (int j = i / 4 * 4; j < i / 4 * 4 + 4; j++) {
                    sum += Math.exp(z[j]);
                }
                double expected = switch (transform) {
                    case NONE -> z[i];
                    case SOFTMAX -> Math.exp(z[i]) / sum;
                    case LOG_SOFTMAX -> z[i] - Math.log(sum);
                    case SIGMOID -> 1 / (1 + Math.exp(-z[i]));
                };
                assertEquals(expected, y[i], 2e-6, transform + ", value " + i);
            }
        }
    }
}
