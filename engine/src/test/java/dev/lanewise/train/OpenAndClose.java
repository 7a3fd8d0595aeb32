package dev.lanewise.train;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A program that opens and closes steps, as often as its arguments say with one thread and with
 * two, and a trainer, and prints what is left of them. {@link OpenAndCloseTest} reads it.
 */
final class OpenAndClose {
    private static final int WARM_UP = 500;
    private static final int ROWS = 64;
    private static final int FEATURES = 16;

    private final Network network =
            Network.inputs(FEATURES).dense(64, Activation.RELU).dense(64, Activation.RELU)
                    .dense(1).build(1);
    private final float[] x = values(ROWS * FEATURES);
    private final float[] y = values(ROWS);
    private final Path dump;

    /** With a file for thread dumps, which is not there yet. */
    private OpenAndClose(Path dump) {
        this.dump = dump;
    }

    /** Arguments: a file that is not there, cycles with one thread, cycles with two. */
    public static void main(String[] args) throws IOException {
        OpenAndClose program = new OpenAndClose(Path.of(args[0]));
        program.cycles(WARM_UP, 1);
        program.cycles(WARM_UP / 10, 2);
        long before = usedHeap();
        program.cycles(Integer.parseInt(args[1]), 1);
        program.cycles(Integer.parseInt(args[2]), 2);
        System.out.println("growth " + (usedHeap() - before));
        program.openSteps(3);
        program.fit();
        System.out.println("left " + program.ownThreads());
    }

    private static float[] values(int count) {
        float[] values = new float[count];
        for (int i = 0; i < count; i++) {
            values[i] = i * 37 % 101 / 101f;
        }
        return values;
    }

    private void cycles(int count, int threads) {
        for (int i = 0; i < count; i++) {
            try (TrainingStep step = step(threads)) {
                step.step(x, 0, y, 0, ROWS);
            }
        }
    }

    private TrainingStep step(int threads) {
        return new TrainingStep(network, new MeanSquaredError(), Adam.of(1e-3), ROWS, threads);
    }

    private void openSteps(int threads) throws IOException {
        try (TrainingStep one = step(threads); TrainingStep other = step(threads)) {
            one.step(x, 0, y, 0, ROWS);
            other.step(x, 0, y, 0, ROWS);
            System.out.println("open " + ownThreads());
        }
        System.out.println("closed " + ownThreads());
    }

    private void fit() {
        Trainer.of(network, new MeanSquaredError(), Adam.of(1e-3))
                .withThreads(3)
                .withEpochs(2)
                .withBatchSize(ROWS / 2)
                .fit(Dataset.of(x, FEATURES, y, 1));
    }

    /** Threads of the engine's name, or with code of the engine on their stack, but for this. */
    private long ownThreads() throws IOException {
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .dumpThreads(dump.toString(), ThreadDumpFormat.TEXT_PLAIN);
        String[] threads = Files.readString(dump).split("\n\n");
        Files.delete(dump);
        long count = 0;
        for (String thread : threads) {
            boolean self = thread.contains(OpenAndClose.class.getName());
            count += !self && thread.contains("lanewise") ? 1 : 0;
        }
        return count;
    }

    private static long usedHeap() {
        System.gc();
        System.gc(); // once more for what waited for a reference handler
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
