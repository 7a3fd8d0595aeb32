package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Slice;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Steps of several threads, on a network whose products are large enough to be shared. */
class TrainingStepThreadsTest {
    private static final Loss LOSS = SoftmaxCrossEntropy.ofClassIndices();
    private static final int IN = 131;
    private static final int OUT = 10;
    private static final int ROWS = 96;
    private final float[] x = Slice.random(1, ROWS * IN, 1).values();
    private final float[] classes = new float[ROWS];

    TrainingStepThreadsTest() {
        for (int r = 0; r < ROWS; r++) {
            classes[r] = r * 7 % OUT;
        }
    }

    private static Network network() {
        return Network.inputs(IN).dense(133, Activation.GELU).dense(135, Activation.TANH)
                .dense(OUT).build(5);
    }

    /** Of teams, those that are there already left out. */
    private static List<Thread> workersBeside(Set<Thread> known) {
        List<Thread> result = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("lanewise-") && !known.contains(thread)) {
                result.add(thread);
            }
        }
        return result;
    }

    private static Set<Thread> workers() {
        return new HashSet<>(workersBeside(Set.of()));
    }

    static List<Optimizer> optimizers() {
        return EveryOptimizer.kinds();
    }

    @ParameterizedTest
    @MethodSource("optimizers")
    void anyNumberOfThreadsComesToTheSameBits(Optimizer optimizer) {
        Network alone = network();
        Network shared = network();
        Network apart = network();
        Kernels kernels = Lanewise.kernels();
        for (int threads : new int[] {2, 3, 5}) {
            try (TrainingStep one = new TrainingStep(alone, LOSS, optimizer, ROWS);
                    TrainingStep many = new TrainingStep(shared, LOSS, optimizer, ROWS, threads);
                    TrainingStep two =
                            new TrainingStep(apart, LOSS, optimizer, ROWS, threads, kernels)) {
                for (int i = 0; i < 5; i++) {
                    int rows = ROWS - 7 * i;
                    float value = one.step(x, 0, classes, 0, rows);
                    assertEquals(value, many.step(x, 0, classes, 0, rows));
                    assertEquals(value, two.computeGradients(x, 0, classes, 0, rows));
                    two.update();
                    assertArrayEquals(alone.parameters(), shared.parameters());
                    assertArrayEquals(alone.parameters(), apart.parameters());
                }
            }
        }
    }

    @Test
    void threadsBeginWithTheStepAndEndWithIt() throws InterruptedException {
        Set<Thread> before = workers();
        TrainingStep step = new TrainingStep(network(), LOSS, Adam.of(0.01), ROWS, 3);
        List<Thread> own = workersBeside(before);
        assertEquals(
                List.of("lanewise-1", "lanewise-2"),
                own.stream().map(Thread::getName).sorted().toList());
        step.step(x, 0, classes, 0, ROWS);
        assertEquals(Set.copyOf(own), Set.copyOf(workersBeside(before)), "no others later");
        step.close();
        assertEnded(own);
        step.close();
    }

    private static void assertEnded(List<Thread> threads) throws InterruptedException {
        for (Thread thread : threads) {
            thread.join(TimeUnit.SECONDS.toMillis(10));
            assertEquals(Thread.State.TERMINATED, thread.getState(), thread.getName());
        }
    }

    @Test
    void oneThreadIsTheCallers() {
        Set<Thread> before = workers();
        try (TrainingStep step = new TrainingStep(network(), LOSS, Adam.of(0.01), ROWS)) {
            step.step(x, 0, classes, 0, ROWS);
            assertEquals(List.of(), workersBeside(before));
        }
    }

    @Test
    void aStepAfterCloseIsRefusedAndChangesNothing() {
        for (int threads = 1; threads <= 2; threads++) {
            refusesStepsAfterClose(network(), threads);
        }
        Network small = Network.inputs(IN).dense(3, Activation.RELU).dense(OUT).build(1);
        refusesStepsAfterClose(small, 2); // its products are too small for the team
    }

    private void refusesStepsAfterClose(Network network, int threads) {
        TrainingStep step = new TrainingStep(network, LOSS, Adam.of(0.01), ROWS, threads);
        step.forward(x, 0, ROWS);
        float[] before = network.parameters().clone();
        step.close();
        TrainingStep another = new TrainingStep(network, LOSS, Adam.of(0.01), ROWS, threads);
        another.computeGradients(x, 0, classes, 0, ROWS);
        another.close();
        for (Executable call : List.<Executable>of(
                () -> step.backward(new float[ROWS * OUT], 0),
                () -> step.step(x, 0, classes, 0, ROWS),
                () -> step.computeGradients(x, 0, classes, 0, ROWS),
                () -> step.forward(x, 0, ROWS),
                () -> another.addGradients(x, 0, classes, 0, ROWS),
                () -> another.inputGradient(new float[ROWS * IN], 0),
                another::update)) {
            String error = assertThrows(IllegalStateException.class, call).getMessage();
            assertTrue(error.contains("after close"), error);
        }
        assertArrayEquals(before, network.parameters());
    }

    @Test
    void numbersOfThreadsThatMakeNoSenseAreNamedAndStartNone() {
        Set<Thread> before = workers();
        Trainer trainer = Trainer.of(network(), LOSS, Adam.of(0.01));
        for (int threads : new int[] {0, -1, 257}) {
            String expected = "threads is " + threads + ", expected from 1 to 256";
            for (Executable call : List.<Executable>of(
                    () -> new TrainingStep(network(), LOSS, Adam.of(0.01), ROWS, threads),
                    () -> trainer.withThreads(threads))) {
                assertEquals(
                        expected, assertThrows(IllegalArgumentException.class, call).getMessage());
            }
        }
        assertThrows(
                IllegalArgumentException.class,
                () -> new TrainingStep(network(), LOSS, Adam.of(0.01), 0, 4));
        assertEquals(List.of(), workersBeside(before));
    }

    /** Batches deeper than a cache block, both doors, and the gradient of the features. */
    @Test
    void deepBatchesComeToTheSameBits() {
        int rows = 600;
        float[] deep = Slice.random(2, rows * 40, 1).values();
        float[] targets = Slice.random(3, rows * 21, 1).values();
        Network alone = Network.inputs(40).dense(70, Activation.GELU).dense(21).build(7);
        Network shared = alone.copy();
        Loss loss = new MeanSquaredError();
        float[][] dX = new float[2][rows * 40];
        try (TrainingStep one = new TrainingStep(alone, loss, Adam.of(0.01), rows);
                TrainingStep many = new TrainingStep(shared, loss, Adam.of(0.01), rows, 3)) {
            for (int i = 0; i < 3; i++) {
                one.step(deep, 0, targets, 0, rows);
                many.computeGradients(deep, 0, targets, 0, rows);
                many.update();
                assertArrayEquals(alone.parameters(), shared.parameters());
                one.computeGradients(deep, 0, targets, 0, rows);
                one.addGradients(deep, 0, targets, 0, rows - 1);
                one.inputGradient(dX[0], 0);
                many.computeGradients(deep, 0, targets, 0, rows);
                many.addGradients(deep, 0, targets, 0, rows - 1);
                many.inputGradient(dX[1], 0);
                assertArrayEquals(dX[0], dX[1]);
                assertArrayEquals(one.gradients(), many.gradients());
                one.update();
                many.update();
                assertArrayEquals(alone.parameters(), shared.parameters());
            }
        }
    }

    /** Kernels that run out of memory when a step asks them for products. */
    @Test
    void aStepThatCannotBeMadeLeavesNoThreads() throws InterruptedException {
        Set<Thread> before = workers();
        List<Thread> seen = new ArrayList<>();
        Kernels broken =
                (Kernels) Proxy.newProxyInstance(
                        Kernels.class.getClassLoader(),
                        new Class<?>[] {Kernels.class},
                        (proxy, method, arguments) -> {
                            if (method.getName().equals("trainingSgemm")) {
                                seen.addAll(workersBeside(before));
                                throw new OutOfMemoryError("on purpose");
                            }
                            return method.invoke(Lanewise.kernels(), arguments);
                        });
        assertThrows(
                OutOfMemoryError.class,
                () -> new TrainingStep(network(), LOSS, Adam.of(0.01), ROWS, 3, broken));
        assertEquals(2, seen.size());
        assertEnded(seen);
    }

    @Test
    void compiledStepsOfTwoThreadsAllocateNothing() {
        Set<Thread> before = workers();
        try (TrainingStep step = new TrainingStep(network(), LOSS, Adam.of(1e-3), ROWS, 2)) {
            List<Thread> own = workersBeside(before);
            assertEquals(1, own.size());
            Runnable run = () -> step.step(x, 0, classes, 0, ROWS);
            Allocations.assertSettleAtNone("two threads", run, own);
        }
    }

    @Test
    void aTrainersThreadsGiveTheSameWeightsAndEndWithTheFit() throws InterruptedException {
        Dataset set = Dataset.of(x, IN, classes, 1);
        Network alone = network();
        Trainer trainer = Trainer.of(alone, LOSS, Adam.of(0.01)).withBatchSize(64).withEpochs(2);
        History expected = trainer.fit(set, set);
        for (int threads : new int[] {1, 2, 4}) {
            Network shared = network();
            Set<Thread> before = workers();
            List<Thread> seen = new ArrayList<>();
            TrainingListener listener =
                    new TrainingListener() {
                        @Override
                        public void epochFinished(Epoch epoch) {
                            seen.addAll(workersBeside(before));
                        }
                    };
            History history =
                    Trainer.of(shared, LOSS, Adam.of(0.01))
                            .withThreads(threads)
                            .withBatchSize(64)
                            .withEpochs(2)
                            .withListener(listener)
                            .fit(set, set);
            assertArrayEquals(alone.parameters(), shared.parameters());
            assertEquals(expected.last().validation(), history.last().validation());
            assertEquals(2 * (threads - 1), seen.size(), "threads in two epochs");
            assertEnded(seen);
        }
        assertNotEquals(network().parameters()[0], alone.parameters()[0]);
    }

    @Test
    void aFitThatFailsEndsItsThreadsAsWell() throws InterruptedException {
        Set<Thread> before = workers();
        List<Thread> seen = new ArrayList<>();
        TrainingListener listener =
                new TrainingListener() {
                    @Override
                    public void batchFinished(int epoch, int batch, int rows, float loss) {
                        seen.addAll(workersBeside(before));
                        throw new IllegalStateException("on purpose");
                    }
                };
        Trainer trainer =
                Trainer.of(network(), LOSS, Adam.of(0.01)).withThreads(3).withListener(listener);
        Dataset set = Dataset.of(x, IN, classes, 1);
        assertThrows(IllegalStateException.class, () -> trainer.fit(set));
        assertEquals(2, seen.size());
        assertEnded(seen);
    }
}
