package dev.lanewise.peers.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
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
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * One library in a process of its own: checks every workload, warms all of them up, times one
 * after the other, checks them again, and prints a {@link Measurement} for each as a line of JSON.
 *
 * <p>A process of its own since two OpenMP runtimes, or OpenMP and threads of OpenBLAS, get in each
 * other's way.
 *
 * @param <W> what the library is timed at
 */
public final class Child<W extends Workload> {
    private static final long WARM_UP_NANOS = 40_000_000;
    /** Vectors that no compiler has seen yet are slower by a factor of a hundred: calls count too. */
    private static final int WARM_UP_CALLS = 20;
    private static final long MOST_WARM_UP_NANOS = 200_000_000;
    private static final int WARM_UP_SWEEPS = 3;
    private static final long LEAST_WARM_UP_NANOS = 4_000_000_000L;
    private static final int SWEEPS = 3;
    /** A workload that takes long has few windows in a sweep, and is looked at more often. */
    private static final int LEAST_WINDOWS = 40;

    private final Task task;
    private final Bench<W> bench;
    private final Map<W, List<Window>> windows = new LinkedHashMap<>();

    private Child(Task task, Function<String, W> parser, Bench<W> bench) {
        this.task = task;
        this.bench = bench;
        task.workloads().forEach(name -> windows.put(parser.apply(name), new ArrayList<>()));
    }

    /**
     * Measures the {@link Task} that comes as JSON on standard input, and ends the process, with
     * code 0 if nothing failed.
     *
     * @param parser reads the name of a workload
     * @param opening makes the library ready in this process
     */
    public static <W extends Workload> void run(
            Function<String, W> parser, Function<Task, Bench<W>> opening) {
        try {
            Task task = new ObjectMapper().readValue(System.in, Task.class);
            try (Bench<W> bench = opening.apply(task);
                    Yardsticks yardsticks = new Yardsticks(task.threads())) {
                new Child<>(task, parser, bench).measure(yardsticks);
            }
        } catch (IOException | RuntimeException | Error e) {
            ChildJvm.fail(e);
        }
        // OpenMP and OpenBLAS may hold threads that do not end by themselves
        System.exit(0);
    }

    private void measure(Yardsticks yardsticks) throws IOException {
        windows.keySet().forEach(bench::check);
        warmUp();
        long limit = (long) (1e9 * task.seconds());
        CleanWindows clean = new CleanWindows(yardsticks, System::nanoTime, task.known(), limit);
        clean.warmUp();
        for (int sweep = 0; sweep < SWEEPS; sweep++) {
            sweep(clean, seen -> !clean.areEnough(seen));
        }
        Predicate<List<Window>> isWanting =
                seen -> seen.size() < LEAST_WINDOWS && !clean.areEnough(seen);
        while (windows.values().stream().anyMatch(isWanting)) {
            sweep(clean, isWanting);
        }
        // once more, since C2 may have compiled anew after the first check what was timed
        windows.keySet().forEach(bench::check);
        print(clean);
    }

    /** Again and again, since C2 takes its time: code queued for it is ready a sweep later. */
    private void warmUp() {
        long start = System.nanoTime();
        for (int sweep = 0; sweep < WARM_UP_SWEEPS
                || System.nanoTime() - start < LEAST_WARM_UP_NANOS; sweep++) {
            for (W workload : windows.keySet()) {
                try (Work work = bench.prepare(workload)) {
                    warmUp(work);
                }
            }
        }
    }

    private static void warmUp(Work work) {
        long start = System.nanoTime();
        long taken;
        int calls = 0;
        do {
            work.run();
            calls++;
            taken = System.nanoTime() - start;
        } while (taken < WARM_UP_NANOS || calls < WARM_UP_CALLS && taken < MOST_WARM_UP_NANOS);
    }

    /** Times what still needs it, once each; the machine is busy for seconds on end. */
    private void sweep(CleanWindows clean, Predicate<List<Window>> needsMore) {
        for (Map.Entry<W, List<Window>> entry : windows.entrySet()) {
            if (needsMore.test(entry.getValue())) {
                try (Work work = bench.prepare(entry.getKey())) {
                    entry.getValue().addAll(clean.time(work));
                }
            }
        }
    }

    private void print(CleanWindows clean) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (Map.Entry<W, List<Window>> entry : windows.entrySet()) {
            WindowSummary summary = clean.summary(entry.getValue());
            System.out.println(
                    json.writeValueAsString(measurement(entry.getKey(), summary, clean)));
        }
    }

    private Measurement measurement(W workload, WindowSummary summary, CleanWindows clean) {
        double gflop = workload.operations() / 1e9;
        double thrownBest = Arrays.stream(summary.thrown()).max().orElse(0);
        return new Measurement(
                task.run(),
                task.library(),
                task.threads(),
                task.fork(),
                workload.toString(),
                bench.build(),
                rounded(gflop * summary.callsPerSecond()),
                Arrays.stream(summary.clean()).map(calls -> rounded(gflop * calls)).toArray(),
                summary.thrown().length,
                rounded(gflop * thrownBest),
                rounded(clean.reference().fma()),
                rounded(clean.reference().integer()),
                Yardsticks.lanes(),
                System.getProperty("java.vm.version"),
                ManagementFactory.getRuntimeMXBean().getInputArguments());
    }

    /** More digits than the measurement is worth would make the file hard to read. */
    private static double rounded(double value) {
        return Math.round(1e3 * value) / 1e3;
    }
}
