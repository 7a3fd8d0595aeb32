package dev.lanewise.peers.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.ChildJvm;
import dev.lanewise.peers.compare.MarkdownTable;
import dev.lanewise.peers.compare.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The losses of ours beside those of other libraries, each library in a process of its own. */
final class Curves {
    /** The largest difference that is borne, in units of the other library's loss. */
    private static final double ASKED = 1e-3;

    private final Run run;
    private final List<StepLibrary> libraries;
    private final List<Mlp> networks;
    private final List<Rule> rules;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Curve> curves = new ArrayList<>();
    private boolean complete = true;

    Curves(Run run, List<StepLibrary> libraries, List<Mlp> networks, List<Rule> rules) {
        this.run = run;
        this.libraries = libraries.stream().filter(StepLibrary::isRival).toList();
        this.networks = networks;
        this.rules = rules;
    }

    /** Whether no process failed. */
    boolean isComplete() {
        return complete;
    }

    /** Trains, and gives a table and a verdict on each optimizer. */
    List<String> measure() throws IOException, InterruptedException {
        for (int threads : run.threads()) {
            for (StepLibrary library : libraries) {
                measure(library, threads);
            }
        }
        List<String> lines = new ArrayList<>(table(curves).lines());
        lines.add("");
        for (Rule rule : rules) {
            lines.add("- " + verdict(rule, curves));
        }
        return lines;
    }

    private void measure(StepLibrary library, int threads)
            throws IOException, InterruptedException {
        List<String> names =
                StepCase.of(networks, rules).stream().map(StepCase::toString).toList();
        List<String> options = new ArrayList<>(library.options());
        options.addAll(run.jvm());
        List<String> lines;
        try {
            lines = new ChildJvm(options, library.environment(threads), run.progress()).run(
                    CurveProcess.class,
                    new CurveProcess.Task(run.name(), library, threads, names));
        } catch (IOException e) {
            complete = false;
            run.progress().println(
                    library.title() + ", threads " + threads + ": " + e.getMessage());
            return;
        }
        run.keep(lines);
        for (String line : lines) {
            curves.add(json.readValue(line, Curve.class));
        }
        run.progress().println(library.title() + ", threads " + threads + ": done");
    }

    private static MarkdownTable table(List<Curve> curves) {
        MarkdownTable table = new MarkdownTable(
                List.of(
                        "network, optimizer", "beside", "threads", "first loss", "last loss",
                        "largest difference", "in step"));
        for (Curve curve : curves) {
            int worst = curve.worstStep();
            table.add(
                    List.of(
                            curve.workload(), StepLibrary.valueOf(curve.library()).title(),
                            Integer.toString(curve.threads()), loss(curve.theirs().getFirst()),
                            loss(curve.theirs().getLast()), difference(curve.difference(worst)),
                            Integer.toString(worst + 1)));
        }
        return table;
    }

    /** One line on an optimizer: whether every loss of ours is near enough. */
    static String verdict(Rule rule, List<Curve> curves) {
        String what = rule.title() + ", largest difference of a loss";
        String asking = " (asked: " + difference(ASKED) + " at most)";
        return curves.stream()
                .filter(curve -> StepCase.parse(curve.workload()).rule() == rule)
                .max(Comparator.comparingDouble(curve -> curve.difference(curve.worstStep())))
                .map(curve -> {
                    double difference = curve.difference(curve.worstStep());
                    return (difference <= ASKED ? "met: " : "missed: ") + what + ": "
                            + difference(difference) + " at " + curve.workload() + asking;
                })
                .orElse("not measured: " + what + asking);
    }

    private static String loss(double value) {
        return String.format(Locale.ROOT, "%.4f", value);
    }

    private static String difference(double value) {
        return String.format(Locale.ROOT, "%.1e", value);
    }
}
