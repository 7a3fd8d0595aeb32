package dev.lanewise.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.measure.Reading;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
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
    /** The best that yardsticks showed so far; lanes may differ with the options of a JVM. */
    private final Map<List<String>, Reading> known = new HashMap<>();
    private boolean complete = true;

    /**
     * What is to be measured.
     *
     * @param libraries in the order in which they take turns
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
            for (int threads : plan.threads) {
                for (Library library : plan.libraries) {
                    if (library.runs(threads, fork)) {
                        measure(library, threads, fork);
                    }
                }
            }
        }
        return new Results(measured);
    }

    /** Whether no process failed. */
    boolean isComplete() {
        return complete;
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
        Reading best = known.getOrDefault(options, Reading.NONE);
        Task task = new Task(run, library, threads, fork, best, plan.seconds, products);
        long start = System.nanoTime();
        List<String> lines;
        try {
            lines = new ChildJvm(options, library.environment(threads)).run(Child.class, task);
        } catch (IOException e) {
            complete = false;
            progress.println(what + e.getMessage());
            return;
        }
        Files.write(plan.file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        int clean = 0;
        for (String line : lines) {
            Measurement one = json.readValue(line, Measurement.class);
            measured.add(one);
            clean += one.clean().length > 0 ? 1 : 0;
            known.merge(options, one.reference(), Reading::best);
        }
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        progress.println(
                what + clean + " of " + lines.size() + " products in clean windows, " + seconds
                        + " s");
    }
}
