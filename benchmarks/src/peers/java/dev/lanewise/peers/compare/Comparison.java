package dev.lanewise.peers.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A run of all libraries in turn, fork by fork, whose lines go to the results file at once.
 *
 * @param <W> what they are timed at
 */
public final class Comparison<W extends Workload> {
    private final Run run;
    private final Scale scale;
    private final Class<?> child;
    private final List<? extends Contender<W>> libraries;
    private final List<W> workloads;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Measurement> measured = new ArrayList<>();
    /** The best that yardsticks showed so far. */
    private final Map<Setting, Reading> known = new HashMap<>();

    /** Processes whose yardsticks can be compared; lanes may differ with the options of a JVM. */
    private record Setting(List<String> options, int threads) {}

    /**
     * What is to be measured.
     *
     * @param child the main class of the processes, which calls {@link Child#run}
     * @param libraries who take turns, another one first in each fork
     */
    public Comparison(
            Run run,
            Scale scale,
            Class<?> child,
            List<? extends Contender<W>> libraries,
            List<W> workloads) {
        this.run = run;
        this.scale = scale;
        this.child = child;
        this.libraries = libraries;
        this.workloads = workloads;
    }

    /** Measures; a library that fails is told, and left out. */
    public Results<W> measure() throws IOException, InterruptedException {
        for (int fork = 1; fork <= run.forks(); fork++) {
            List<Contender<W>> turns = new ArrayList<>(libraries);
            Collections.rotate(turns, 1 - fork);
            for (int threads : scale.threads()) {
                for (Contender<W> library : turns) {
                    if (library.runs(threads, fork)) {
                        measure(library, threads, fork);
                    }
                }
            }
        }
        return new Results<>(libraries, workloads, measured, run.failures());
    }

    private void measure(Contender<W> library, int threads, int fork)
            throws IOException, InterruptedException {
        List<String> names =
                workloads.stream().filter(library::bears).map(Workload::toString).toList();
        if (names.isEmpty()) {
            return;
        }
        String what = "fork " + fork + " of " + run.forks() + ", threads " + threads + ", "
                + library.title() + ": ";
        Setting setting = new Setting(library.isOurs() ? scale.jvm() : List.of(), threads);
        Reading best = known.getOrDefault(setting, Reading.NONE);
        Task task = new Task(
                run.name(), library.name(), threads, fork, best, scale.seconds(), names);
        long start = System.nanoTime();
        List<String> lines;
        List<Measurement> seen;
        try {
            lines = new ChildJvm(
                    library.classPath(), options(library), library.environment(threads),
                    run.progress()).run(child, task);
            seen = parsed(lines);
            ChildJvm.requireResults(names, seen.stream().map(Measurement::workload).toList());
        } catch (IOException e) {
            run.fail(new Failure(library.title(), threads, fork, e.getMessage()));
            return;
        }
        run.keep(lines);
        int clean = 0;
        for (Measurement one : seen) {
            measured.add(one);
            clean += one.clean().length >= CleanWindows.ENOUGH ? 1 : 0;
            known.merge(setting, one.reference(), Reading::best);
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        run.progress().println(
                what + clean + " of " + lines.size() + " in enough clean windows, " + seconds
                        + " s");
    }

    private List<Measurement> parsed(List<String> lines) throws IOException {
        List<Measurement> parsed = new ArrayList<>();
        for (String line : lines) {
            parsed.add(json.readValue(line, Measurement.class));
        }
        return parsed;
    }

    private List<String> options(Contender<W> library) {
        List<String> ofUser = library.isOurs() ? scale.jvm() : List.of();
        return Stream.concat(library.options().stream(), ofUser.stream()).toList();
    }
}
