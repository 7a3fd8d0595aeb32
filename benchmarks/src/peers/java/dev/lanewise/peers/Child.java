package dev.lanewise.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.kernel.Operands;
import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Window;
import dev.lanewise.measure.WindowSummary;
import dev.lanewise.measure.Yardsticks;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * One library in a process of its own: checks every product, warms all of them up, times one
 * after the other, checks them again, and prints a {@link Measurement} for each as a line of JSON.
 *
 * <p>A process of its own since two OpenMP runtimes, or OpenMP and threads of OpenBLAS, get in each
 * other's way.
 */
final class Child {
    private static final long WARM_UP_NANOS = 40_000_000;
    private static final int WARM_UP_SWEEPS = 3;
    private static final long LEAST_WARM_UP_NANOS = 4_000_000_000L;
    private static final int SWEEPS = 3;

    private final Task task;
    private final List<Shape> shapes;
    private final float[] normalA;
    private final float[] normalB;

    private Child(Task task) {
        this.task = task;
        shapes = task.shapes();
        normalA = Operands.normal(1, longest(shape -> shape.m() * shape.k()));
        normalB = Operands.normal(2, longest(shape -> shape.k() * shape.n()));
    }

    private int longest(ToIntFunction<Shape> length) {
        return shapes.stream().mapToInt(length).max().orElse(0);
    }

    /** Measures the {@link Task} that comes as JSON on standard input. */
    public static void main(String[] args) throws IOException {
        new Child(new ObjectMapper().readValue(System.in, Task.class)).measure();
        // OpenMP and OpenBLAS may hold threads that do not end by themselves
        System.exit(0);
    }

    private void measure() throws IOException {
        long limit = (long) (1e9 * task.seconds());
        Map<Shape, List<Window>> windows = new LinkedHashMap<>();
        try (Multiplier multiplier = task.library().open(task.threads());
                Yardsticks yardsticks = new Yardsticks(task.threads())) {
            check(multiplier);
            warmUp(multiplier);
            CleanWindows clean =
                    new CleanWindows(yardsticks, System::nanoTime, task.known(), limit);
            clean.warmUp();
            for (int sweep = 0; sweep < SWEEPS; sweep++) {
                sweep(multiplier, clean, windows);
            }
            // with the code that was timed, which C2 may have made anew since
            check(multiplier);
            print(windows, clean, multiplier.build());
        }
    }

    private void check(Multiplier multiplier) {
        ResultCheck check = new ResultCheck(task.library());
        for (Shape shape : shapes) {
            try (Product product = prepare(multiplier, shape)) {
                product.spoil();
                product.run();
                check.require(shape, operandA(shape), operandB(shape), product.result());
            }
        }
    }

    /** Again and again, since C2 takes its time: code queued for it is ready a sweep later. */
    private void warmUp(Multiplier multiplier) {
        long start = System.nanoTime();
        for (int sweep = 0; sweep < WARM_UP_SWEEPS
                || System.nanoTime() - start < LEAST_WARM_UP_NANOS; sweep++) {
            for (Shape shape : shapes) {
                try (Product product = prepare(multiplier, shape)) {
                    long first = System.nanoTime();
                    do {
                        product.run();
                    } while (System.nanoTime() - first < WARM_UP_NANOS);
                }
            }
        }
    }

    /** Times what has too few clean windows yet; the machine is busy for seconds on end. */
    private void sweep(
            Multiplier multiplier, CleanWindows clean, Map<Shape, List<Window>> windows) {
        for (Shape shape : shapes) {
            List<Window> seen = windows.computeIfAbsent(shape, first -> new ArrayList<>());
            if (!clean.areEnough(seen)) {
                try (Product product = prepare(multiplier, shape)) {
                    seen.addAll(clean.time(product));
                }
            }
        }
    }

    private Product prepare(Multiplier multiplier, Shape shape) {
        return multiplier.prepare(shape, operandA(shape), operandB(shape));
    }

    private float[] operandA(Shape shape) {
        return Arrays.copyOf(normalA, shape.m() * shape.k());
    }

    private float[] operandB(Shape shape) {
        return Arrays.copyOf(normalB, shape.k() * shape.n());
    }

    private void print(Map<Shape, List<Window>> windows, CleanWindows clean, String build)
            throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (Map.Entry<Shape, List<Window>> entry : windows.entrySet()) {
            WindowSummary summary = clean.summary(entry.getValue());
            System.out.println(
                    json.writeValueAsString(measurement(entry.getKey(), build, summary, clean)));
        }
    }

    private Measurement measurement(
            Shape shape, String build, WindowSummary summary, CleanWindows windows) {
        double gflop = shape.operations() / 1e9;
        double thrownBest = Arrays.stream(summary.thrown()).max().orElse(0);
        return new Measurement(
                task.run(),
                task.library(),
                task.threads(),
                task.fork(),
                shape.toString(),
                build,
                rounded(gflop * summary.callsPerSecond()),
                Arrays.stream(summary.clean()).map(calls -> rounded(gflop * calls)).toArray(),
                summary.thrown().length,
                rounded(gflop * thrownBest),
                rounded(windows.reference().fma()),
                rounded(windows.reference().integer()),
                Yardsticks.lanes(),
                System.getProperty("java.vm.version"),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** More digits than the measurement is worth would make the file hard to read. */
    private static double rounded(double value) {
        return Math.round(1e3 * value) / 1e3;
    }
}
