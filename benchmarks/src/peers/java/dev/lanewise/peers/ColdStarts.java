package dev.lanewise.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How long ours takes in fresh JVMs to get up to speed: two products, each in JVMs of its own. */
final class ColdStarts {
    private static final List<Shape> SHAPES =
            List.of(new Shape(Form.NN, 128, 512, 784), new Shape(Form.NN, 32, 128, 784));

    private final String run;
    private final int forks;
    private final List<String> jvm;
    private final Path file;
    private final ObjectMapper json = new ObjectMapper();

    ColdStarts(String run, int forks, List<String> jvm, Path file) {
        this.run = run;
        this.forks = forks;
        this.jvm = jvm;
        this.file = file;
    }

    /** Measures, and gives a table. */
    List<String> measure(PrintWriter progress) throws IOException, InterruptedException {
        List<ColdStart.Result> results = new ArrayList<>();
        for (int fork = 1; fork <= forks; fork++) {
            for (Shape shape : SHAPES) {
                results.add(measure(shape, fork));
            }
            progress.println("fork " + fork + " of " + forks);
        }
        MarkdownTable table = new MarkdownTable(
                List.of(
                        "product m x n x k", "calls until 90 %, median", "worst", "ms, median",
                        "worst", "then GFLOP/s"));
        for (Shape shape : SHAPES) {
            table.add(
                    row(
                            shape.toString(),
                            results.stream()
                                    .filter(one -> one.product().equals(shape.toString()))
                                    .toList()));
        }
        return table.lines();
    }

    private ColdStart.Result measure(Shape shape, int fork)
            throws IOException, InterruptedException {
        ColdStart.Task task = new ColdStart.Task(run, fork, shape.toString());
        List<String> lines = new ChildJvm(jvm, Map.of()).run(ColdStart.class, task);
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return json.readValue(lines.getFirst(), ColdStart.Result.class);
    }

    /** The same JVM is the worst or the middle one in calls, in milliseconds and in speed. */
    private static List<String> row(String product, List<ColdStart.Result> results) {
        List<ColdStart.Result> sorted = results.stream()
                .sorted(Comparator.comparingDouble(ColdStart.Result::millis))
                .toList();
        ColdStart.Result median = sorted.get(sorted.size() / 2);
        ColdStart.Result worst = sorted.getLast();
        return List.of(
                product, Integer.toString(median.calls()), Integer.toString(worst.calls()),
                oneDecimal(median.millis()), oneDecimal(worst.millis()),
                oneDecimal(median.gflops()));
    }

    private static String oneDecimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
