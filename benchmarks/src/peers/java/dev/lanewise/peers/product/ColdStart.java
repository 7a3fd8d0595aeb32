package dev.lanewise.peers.product;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.kernel.Operands;
import dev.lanewise.measure.TimeToSpeed;
import dev.lanewise.peers.compare.ChildJvm;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;

/** A fresh process that multiplies again and again, and prints how long it took to get fast. */
final class ColdStart {
    private static final long LENGTH = 6_000_000_000L;
    private static final double UP_TO_SPEED = 0.9;

    private ColdStart() {}

    /**
     * What the process is to do.
     *
     * @param run when the run began
     * @param fork which process of its kind in the run, from 1
     * @param product form and sizes
     */
    record Task(String run, int fork, String product) {}

    /**
     * What it showed.
     *
     * @param run when the run began
     * @param fork which process of its kind in the run, from 1
     * @param product form and sizes
     * @param calls before it was up to speed
     * @param millis that these calls took, with the choice and the loading of our kernels
     * @param gflops the final speed
     * @param java the version of the virtual machine
     * @param jvm its options
     */
    record Result(
            String run,
            int fork,
            String product,
            int calls,
            double millis,
            double gflops,
            String java,
            List<String> jvm) {}

    /** Measures the {@link Task} that comes as JSON on standard input. */
    public static void main(String[] args) {
        try {
            measure();
        } catch (IOException | RuntimeException | Error e) {
            ChildJvm.fail(e);
        }
    }

    private static void measure() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Task task = json.readValue(System.in, Task.class);
        Shape shape = Shape.parse(task.product);
        TimeToSpeed time = TimeToSpeed.of(nanosOfCalls(shape), UP_TO_SPEED);
        System.out.println(
                json.writeValueAsString(
                        new Result(
                                task.run,
                                task.fork,
                                task.product,
                                time.calls(),
                                time.nanos() / 1e6,
                                shape.operations() / time.finalNanosPerCall(),
                                System.getProperty("java.vm.version"),
                                ManagementFactory.getRuntimeMXBean().getInputArguments())));
    }

    /** The first call counts from before our kernels are chosen and loaded; A and B are there. */
    private static long[] nanosOfCalls(Shape shape) {
        float[] a = Operands.normal(1, shape.m() * shape.k());
        float[] b = Operands.normal(2, shape.k() * shape.n());
        long[] nanos = new long[1 << 16];
        int calls = 0;
        long start = System.nanoTime();
        try (LanewiseSgemm lanewise = new LanewiseSgemm(1)) {
            Product product = lanewise.prepare(shape, a, b);
            long before = start;
            while (before - start < LENGTH) {
                product.run();
                long now = System.nanoTime();
                if (calls == nanos.length) {
                    nanos = Arrays.copyOf(nanos, 2 * calls);
                }
                nanos[calls++] = now - before;
                before = now;
            }
        }
        return Arrays.copyOf(nanos, calls);
    }
}
