package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.optim.Adam;
import dev.lanewise.train.TrainingStep;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Threads predict by the newest predictor while another trains the network and publishes: every
 * answer is that of one version, to the bit, and no more is allocated than the scratch of versions.
 */
@Timeout(value = 180, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class PublishedPredictorsTest {
    private static final int IN = 23;
    private static final int OUT = 6;
    private static final int ROWS = 12;
    private static final int READERS = 8;

    /** Calls of one to so many rows, of which each size that scratch has not seen may make it grow. */
    private static final int SIZES = 3;

    /** A version's calls that may allocate: a thread whose scratch is in use makes one more. */
    private static final int SCRATCH = SIZES * 2 * READERS;

    /** In a row with no more than that, after which all is compiled. */
    private static final int SETTLED = 20;

    /** Versions later on while which the JVM may compile something anew. */
    private static final int RECOMPILED = 3;

    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private final float[] x = Slice.random(1, ROWS * IN, 1).values();

    /** Two sets, trained on in turn, so that the weights never come to rest. */
    private final float[] targets = Slice.random(2, 2 * ROWS * OUT, 1).values();

    private final Network network =
            Network.inputs(IN).dense(70, Activation.GELU).dense(9, Activation.RELU).dense(OUT)
                    .build(11);

    private final TrainingStep step =
            new TrainingStep(network, new MeanSquaredError(), Adam.of(1e-3), ROWS);

    private volatile Version current;
    private int published;

    /** A predictor, and what became of it. */
    private static final class Version {
        private final Predictor predictor;
        private final float[] expected = new float[ROWS * OUT];
        private final CountDownLatch readersLeft = new CountDownLatch(READERS);
        private final AtomicInteger allocatingCalls = new AtomicInteger();

        /** What is expected comes from the network at that moment, by the other twin. */
        Version(Network network, float[] x) {
            predictor = network.predictor();
            network.predictor(Lanewise.scalarKernels()).predict(expected, 0, x, 0, ROWS);
        }
    }

    @Test
    void eightThreadsPredictForTwoSeconds() throws Exception {
        predictWhileTraining(2);
    }

    @Test
    @Tag("exhaustive")
    void eightThreadsPredictForAMinute() throws Exception {
        predictWhileTraining(60);
    }

    private void predictWhileTraining(int seconds) throws Exception {
        current = new Version(network, x);
        List<Future<?>> readers = new ArrayList<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(READERS)) {
            for (int i = 0; i < READERS; i++) {
                readers.add(threads.submit(this::read));
            }
            try {
                settle(readers);
                long start = System.nanoTime();
                int allocating = 0;
                int versions = 0;
                // a busy machine may give less time to these threads than the clock says
                while (versions < SETTLED
                        || System.nanoTime() - start < TimeUnit.SECONDS.toNanos(seconds)) {
                    allocating += trainAndPublish(readers) > SCRATCH ? 1 : 0;
                    versions++;
                }
                assertTrue(
                        allocating <= RECOMPILED,
                        allocating + " of " + versions + " versions with allocations");
            } finally {
                current = null;
            }
            for (Future<?> reader : readers) {
                reader.get();
            }
        }
    }

    /** By processor time: on a busy machine the clock says little of what the compilers have got. */
    private void settle(List<Future<?>> readers) throws Exception {
        long deadline = SYSTEM.getProcessCpuTime() + TimeUnit.SECONDS.toNanos(40);
        for (int inARow = 0; inARow < SETTLED;) {
            inARow = trainAndPublish(readers) > SCRATCH ? 0 : inARow + 1;
            assertTrue(SYSTEM.getProcessCpuTime() < deadline, "predictions keep allocating");
        }
    }

    /**
     * Trains until all readers have met the current version, then publishes the next.
     *
     * @return calls of readers that allocated something meanwhile
     */
    private int trainAndPublish(List<Future<?>> readers) throws Exception {
        Version last = current;
        int set = published++ % 2 * ROWS * OUT;
        do {
            for (Future<?> reader : readers) {
                if (reader.isDone()) {
                    reader.get(); // which has failed
                }
            }
            for (int i = 0; i < 5; i++) {
                step.step(x, 0, targets, set, ROWS);
            }
        } while (last.readersLeft.getCount() > 0);
        Version next = new Version(network, x);
        for (int row = 0; row < ROWS; row++) {
            int from = row * OUT;
            assertFalse(
                    Arrays.equals(
                            last.expected, from, from + OUT, next.expected, from, from + OUT),
                    "row " + row + " does not tell one version from the next");
        }
        current = next;
        return last.allocatingCalls.get();
    }

    /** Predicts some rows at a time by the current version, and by the one that it met first. */
    private void read() {
        float[] outputs = new float[SIZES * OUT];
        Version first = current;
        Version before = null;
        Version version = first;
        while (version != null) {
            for (int from = 0; from < ROWS; from++) {
                int rows = Math.min(ROWS - from, 1 + from % SIZES);
                int allocating =
                        predict(version, outputs, from, rows) + predict(first, outputs, from, rows);
                version.allocatingCalls.addAndGet(allocating);
            }
            if (version != before) {
                version.readersLeft.countDown();
            }
            before = version;
            version = current;
        }
    }

    /** Returns 1 where something was allocated, otherwise 0. */
    private int predict(Version version, float[] outputs, int from, int rows) {
        long before = THREADS.getCurrentThreadAllocatedBytes();
        version.predictor.predict(outputs, 0, x, from * IN, rows);
        long allocated = THREADS.getCurrentThreadAllocatedBytes() - before;
        int at = from * OUT;
        int size = rows * OUT;
        if (!Arrays.equals(version.expected, at, at + size, outputs, 0, size)) {
            assertEquals(
                    Arrays.toString(Arrays.copyOfRange(version.expected, at, at + size)),
                    Arrays.toString(Arrays.copyOf(outputs, size)),
                    "rows from " + from);
        }
        return allocated > 0 ? 1 : 0;
    }
}
