package dev.lanewise.peers.predict;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.Networks;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Operands;
import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import dev.lanewise.measure.Yardsticks;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.DenseNetworks;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.Network;
import dev.lanewise.peers.compare.ChildJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;

/** One engine in a process of its own: checks it, warms it up, times single calls, checks again. */
final class Child {
    private static final int ROWS = 16;
    private static final double TOLERANCE = 1e-4;
    private static final long WARM_UP_NANOS = 4_000_000_000L;
    /** About two milliseconds between two readings. */
    private static final int CALLS_PER_BLOCK = 80;

    private final Task task;
    private final Network network = DenseNetworks.build(Networks.MIDDLE, Activation.RELU);
    private final float[] features = Operands.normal(2, ROWS * network.inputs());

    private Child(Task task) {
        this.task = task;
    }

    /** Measures the {@link Task} that comes as JSON on standard input. */
    public static void main(String[] args) {
        ObjectMapper json = new ObjectMapper();
        try {
            Child child = new Child(json.readValue(System.in, Task.class));
            System.out.println(json.writeValueAsString(child.measure()));
        } catch (IOException | RuntimeException | Error e) {
            ChildJvm.fail(e);
        }
    }

    private Measurement measure() {
        try (Prediction prediction = task.engine().open(network, features);
                Yardsticks yardsticks = new Yardsticks(1)) {
            check(prediction);
            time(prediction, WARM_UP_NANOS, yardsticks);
            new CleanWindows(yardsticks, System::nanoTime, task.known(), 0).warmUp();
            List<Block> blocks = time(prediction, (long) (1e9 * task.seconds()), yardsticks);
            check(prediction);
            return measurement(prediction.build(), new Latencies(blocks, task.known()));
        }
    }

    private void check(Prediction prediction) {
        for (int row = 0; row < ROWS; row++) {
            prediction.run(row);
            float[] outputs = prediction.outputs();
            double[] expected = expected(row);
            for (int i = 0; i < expected.length; i++) {
                if (!(Math.abs(outputs[i] - expected[i]) <= TOLERANCE)) {
                    throw new IllegalStateException(
                            task.engine().title() + ": output " + i + " of row " + row + " is "
                                    + outputs[i] + ", expected " + expected[i]);
                }
            }
        }
    }

    /** The forward formula in double precision. */
    private double[] expected(int row) {
        double[] x = new double[network.inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = features[row * x.length + i];
        }
        for (Layer each : network.layers()) {
            Dense layer = (Dense) each;
            double[] y = new double[layer.outputs()];
            for (int j = 0; j < y.length; j++) {
                y[j] = network.parameters()[layer.biasOffset() + j];
                for (int i = 0; i < x.length; i++) {
                    y[j] += x[i] * network.parameters()[layer.weightOffset() + i * y.length + j];
                }
                if (layer.activation().equals(Activation.RELU)) {
                    y[j] = Math.max(0, y[j]);
                }
            }
            x = y;
        }
        return x;
    }

    private static List<Block> time(
            Prediction prediction, long length, Yardsticks yardsticks) {
        List<Block> blocks = new ArrayList<>();
        long start = System.nanoTime();
        Reading before = yardsticks.get().getFirst();
        while (System.nanoTime() - start < length) {
            long[] nanos = block(prediction);
            Reading after = yardsticks.get().getFirst();
            blocks.add(new Block(before, nanos, after));
            before = after;
        }
        return blocks;
    }

    private static long[] block(Prediction prediction) {
        long[] nanos = new long[CALLS_PER_BLOCK];
        // the yardsticks have left their own code and data in the caches
        prediction.run(0);
        for (int call = 0; call < CALLS_PER_BLOCK; call++) {
            long start = System.nanoTime();
            prediction.run(call % ROWS);
            nanos[call] = System.nanoTime() - start;
        }
        return nanos;
    }

    private Measurement measurement(String build, Latencies latencies) {
        long[] all = latencies.all();
        long[] clean = latencies.clean();
        long[] counting = clean.length > 0 ? clean : all;
        return new Measurement(
                task.run(),
                task.engine(),
                task.fork(),
                build,
                clean.length,
                micros(counting, 50),
                micros(counting, 99),
                all.length,
                micros(all, 50),
                micros(all, 99),
                latencies.reference().fma(),
                latencies.reference().integer(),
                System.getProperty("java.vm.version"),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    private static double micros(long[] nanos, double percent) {
        return Latencies.percentile(nanos, percent) / 1e3;
    }
}
