package dev.lanewise.peers.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.ChildJvm;
import dev.lanewise.peers.compare.Failure;
import dev.lanewise.peers.compare.Run;
import dev.lanewise.peers.compare.Scale;
import dev.lanewise.report.MarkdownTable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The losses of ours beside those of libtorch, each setting of it in a process of its own. */
final class Curves {
    /** The largest difference that is borne, in units of the other library's loss. */
    private static final double ASKED = 1e-3;

    private final Run run;
    private final Scale scale;
    private final List<StepLibrary> libraries;
    private final List<Mlp> networks;
    private final List<Rule> rules;
    private final ObjectMapper json = new ObjectMapper();
    private final List<Curve> curves = new ArrayList<>();
    private final String scope;

    /**
     * What is to be compared.
     *
     * @param libraries of which those are compared that are libtorch
     * @param scope what a verdict begins with
     */
    Curves(
            Run run,
            Scale scale,
            List<StepLibrary> libraries,
            List<Mlp> networks,
            List<Rule> rules,
            String scope) {
        this.run = run;
        this.scale = scale;
        this.libraries = libraries.stream().filter(StepLibrary::isTorch).toList();
        this.networks = networks;
        this.rules = rules;
        this.scope = scope;
    }

    /** Trains, and gives a table and a verdict on each optimizer. */
    List<String> measure() throws IOException, InterruptedException {
        for (int threads : scale.threads()) {
            for (StepLibrary library : libraries) {
                measure(library, threads);
            }
        }
        List<String> lines = new ArrayList<>(table(curves).lines());
        lines.add("");
        int planned = networks.size() * libraries.size() * scale.threads().size();
        for (Rule rule : rules) {
            lines.add("- " + scope + verdict(rule, curves, planned));
        }
        return lines;
    }

    private void measure(StepLibrary library, int threads)
            throws IOException, InterruptedException {
        List<String> names =
                StepCase.of(networks, rules).stream().map(StepCase::toString).toList();
        List<String> options = new ArrayList<>(library.options());
        options.addAll(scale.jvm());
        List<String> lines;
        List<Curve> seen = new ArrayList<>();
        try {
            lines = new ChildJvm(options, library.environment(threads), run.progress()).run(
                    CurveProcess.class,
                    new CurveProcess.Task(run.name(), library, threads, names));
            for (String line : lines) {
                seen.add(json.readValue(line, Curve.class));
            }
            ChildJvm.requireResults(names, seen.stream().map(Curve::workload).toList());
        } catch (IOException e) {
            run.fail(new Failure(library.title(), threads, 1, e.getMessage()));
            return;
        }
        run.keep(lines);
        curves.addAll(seen);
        run.progress().println(library.title() + ", threads " + threads + ": done");
    }

    private static MarkdownTable table(List<Curve> curves) {
        MarkdownTable table = new MarkdownTable(
                List.of(
                        "network, optimizer", "rate", "beside", "threads", "first loss",
                        "last loss", "largest difference", "in step"));
        for (Curve curve : curves) {
            int worst = curve.worstStep();
            double rate = StepCase.parse(curve.workload()).rule().usualRate();
            table.add(
                    List.of(
                            curve.workload(), Double.toString(rate),
                            StepLibrary.valueOf(curve.library()).title(),
                            Integer.toString(curve.threads()), loss(curve.theirs().getFirst()),
                            loss(curve.theirs().getLast()), difference(curve.difference(worst)),
                            Integer.toString(worst + 1)));
        }
        return table;
    }

    /**
     * One line on an optimizer: whether every loss of ours is near enough, which is only decided by
     * all curves, or by one that is not.
     *
     * @param planned how many curves there were to be of the optimizer
     */
    static String verdict(Rule rule, List<Curve> curves, int planned) {
        String what = rule.title() + ", largest difference of a loss";
        String asking = " (asked: " + difference(ASKED) + " at most)";
        List<Curve> compared = curves.stream()
                .filter(curve -> StepCase.parse(curve.workload()).rule() == rule)
                .toList();
        boolean all = compared.size() == planned;
        return compared.stream()
                .max(Comparator.comparingDouble(curve -> curve.difference(curve.worstStep())))
                .map(curve -> {
                    double difference = curve.difference(curve.worstStep());
                    boolean near = difference <= ASKED;
                    return (near ? all ? "met: " : "undecided: " : "missed: ") + what + ": "
                            + difference(difference) + " at " + curve.workload() + ", over "
                            + compared.size() + " of " + planned + asking;
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
