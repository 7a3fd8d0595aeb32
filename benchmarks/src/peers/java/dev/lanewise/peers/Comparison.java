package dev.lanewise.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A run of all libraries in turn, fork by fork, whose lines go to the results file at once. */
final class Comparison {
    private final String run;
    private final Plan plan;
    private final PrintWriter progress;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Measurement> measured = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    /** The best that yardsticks showed so far. */
    private final Map<Setting, Reading> known = new HashMap<>();

    /** Processes whose yardsticks can be compared; lanes may differ with the options of a JVM. */
    private record Setting(List<String> options, int threads) {}

    /**
     * What is to be measured.
     *
     * @param libraries who take turns, another one first in each fork
     * @param forks processes of each kind
     * @param threads numbers of threads
     * @param shapes the products
     * @param jvm options of our JVM, not of the others'
     * @param seconds how long to look for clean windows of a product at a time
     * @param file where the lines go
     */
    record Plan(
            List<Library> libraries,
            int forks,
            List<Integer> threads,
            List<Shape> shapes,
            List<String> jvm,
            double seconds,
            Path file) {}

    Comparison(String run, Plan plan, PrintWriter progress) {
        this.run = run;
        this.plan = plan;
        this.progress = progress;
    }

    /** Measures; a library that fails is told, and left out. */
    Results measure() throws IOException, InterruptedException {
        for (int fork = 1; fork <= plan.forks; fork++) {
            List<Library> turns = new ArrayList<>(plan.libraries);
            Collections.rotate(turns, 1 - fork);
            for (int threads : plan.threads) {
                for (Library library : turns) {
                    if (library.runs(threads, fork)) {
                        measure(library, threads, fork);
                    }
                }
            }
        }
        return new Results(plan.libraries, plan.shapes, measured, failures);
    }

    private void measure(Library library, int threads, int fork)
            throws IOException, InterruptedException {
        String what = "fork " + fork + " of " + plan.forks + ", threads " + threads + ", "
                + library.title() + ": ";
        List<String> options = library == Library.LANEWISE ? plan.jvm : List.of();
        List<String> products = plan.shapes.stream()
                .filter(library::bears)
                .map(Shape::toString)
                .toList();
        if (products.isEmpty()) {
            return;
        }
        Setting setting = new Setting(options, threads);
        Reading best = known.getOrDefault(setting, Reading.NONE);
        Task task = new Task(run, library, threads, fork, best, plan.seconds, products);
        long start = System.nanoTime();
        List<String> lines;
        try {
            lines = new ChildJvm(options, library.environment(threads), progress)
                    .run(Child.class, task);
        } catch (IOException e) {
            failures.add(new Failure(library, threads, fork, e.getMessage()));
            progress.println(what + e.getMessage());
            return;
        }
        Files.write(plan.file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        int clean = 0;
        for (String line : lines) {
            Measurement one = json.readValue(line, Measurement.class);
            measured.add(one);
            clean += one.clean().length >= CleanWindows.ENOUGH ? 1 : 0;
            known.merge(setting, one.reference(), Reading::best);
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        progress.println(
                what + clean + " of " + lines.size() + " products in enough clean windows, "
                        + seconds
                        + " s");
    }
}
