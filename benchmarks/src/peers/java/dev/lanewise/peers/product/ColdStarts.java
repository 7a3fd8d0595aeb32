package dev.lanewise.peers.product;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.ChildJvm;
import dev.lanewise.peers.compare.Failure;
import dev.lanewise.peers.compare.Run;
import dev.lanewise.report.MarkdownTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How long ours takes in fresh JVMs to get up to speed: two products, each in JVMs of its own. The
 * figures are those of two of these JVMs, the one with the median of the milliseconds and the one
 * with the most.
 */
final class ColdStarts {
    private static final List<Shape> SHAPES =
            List.of(new Shape(Form.NN, 128, 512, 784), new Shape(Form.NN, 32, 128, 784));

    private final Run run;
    private final List<String> jvm;
    private final ObjectMapper json = new ObjectMapper();

    /** Of our JVM, with options of its own. */
    ColdStarts(Run run, List<String> jvm) {
        this.run = run;
        this.jvm = jvm;
    }

    /** Measures, and gives a table; a process that fails is told, and left out. */
    List<String> measure() throws IOException, InterruptedException {
        List<ColdStart.Result> results = new ArrayList<>();
        for (int fork = 1; fork <= run.forks(); fork++) {
            for (Shape shape : SHAPES) {
                measure(shape, fork).ifPresent(results::add);
            }
            run.progress().println("fork " + fork + " of " + run.forks());
        }
        MarkdownTable table = new MarkdownTable(
                List.of(
                        "product m x n x k", "JVMs", "ms until 90 %: median JVM", "its calls",
                        "its GFLOP/s then", "worst JVM", "its calls"));
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

    private Optional<ColdStart.Result> measure(Shape shape, int fork)
            throws IOException, InterruptedException {
        ColdStart.Task task = new ColdStart.Task(run.name(), fork, shape.toString());
        List<String> lines;
        ColdStart.Result result;
        try {
            lines = new ChildJvm(jvm, Map.of(), run.progress()).run(ColdStart.class, task);
            result = json.readValue(lines.getFirst(), ColdStart.Result.class);
        } catch (IOException e) {
            run.fail(new Failure(Library.LANEWISE.title(), 1, fork, e.getMessage()));
            return Optional.empty();
        }
        run.keep(lines);
        return Optional.of(result);
    }

    private static List<String> row(String product, List<ColdStart.Result> results) {
        if (results.isEmpty()) {
            return List.of(product, "0", "-", "-", "-", "-", "-");
        }
        List<ColdStart.Result> sorted = results.stream()
                .sorted(Comparator.comparingDouble(ColdStart.Result::millis))
                .toList();
        ColdStart.Result median = sorted.get(sorted.size() / 2);
        ColdStart.Result worst = sorted.getLast();
        return List.of(
                product, Integer.toString(results.size()), oneDecimal(median.millis()),
                Integer.toString(median.calls()), oneDecimal(median.gflops()),
                oneDecimal(worst.millis()), Integer.toString(worst.calls()));
    }

    private static String oneDecimal(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }
}
