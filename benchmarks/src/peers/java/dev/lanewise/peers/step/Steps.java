package dev.lanewise.peers.step;

import dev.lanewise.peers.compare.Contender;
import dev.lanewise.peers.compare.Kind;
import dev.lanewise.peers.compare.RunOptions;
import dev.lanewise.peers.compare.Scale;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * Whole training steps.
 *
 * <pre>
 * mvn -q -Ppeers,frameworks -Dargs="steps"                             frameworks as well
 * mvn -q -Ppeers -Dargs="steps"                                        everything
 * mvn -q -Ppeers -Dargs="steps --forks 1 --threads 1 --cases ^32-"      a first look
 * mvn -q -Ppeers -Dargs="steps --curves"                               losses, step by step
 * </pre>
 */
@Command(
        name = "steps",
        description = "Whole training steps, beside those of libtorch, and of frameworks with "
                + "-Ppeers,frameworks.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class Steps implements Callable<Integer> {
    private static final List<Rule> TIMED = List.of(Rule.ADAM, Rule.SGD);
    private static final Kind<StepCase> KIND = new Kind<>(
            "steps", List.of(StepLibrary.values()), StepCase.of(Mlp.all(), TIMED),
            StepFindings::new);

    /** Of a step; four optimizers and hundreds of steps take their time. */
    private static final double MOST_OPERATIONS_OF_CURVES = 1e9;
    private static final List<String> NOT_WITH_CURVES = List.of("--forks", "--seconds");

    @Mixin
    private RunOptions options;

    @Option(
            names = "--cases",
            paramLabel = "REGEX",
            defaultValue = "",
            description = "Only networks in whose name, such as \"128-784-512-256-10 tanh\" "
                    + "(batch, layer sizes, activation if not ReLU), this is found (default: "
                    + "all; with --curves, those whose steps take less than a GFLOP).")
    private Pattern cases;

    @Option(
            names = "--optimizers",
            split = ",",
            paramLabel = "NAME",
            description = "Of ${COMPLETION-CANDIDATES} (default: Adam and SGD; with --curves, "
                    + "all).")
    private List<Rule> optimizers = List.of();

    @Option(
            names = "--libraries",
            split = ",",
            paramLabel = "NAME",
            description = "Of ${COMPLETION-CANDIDATES} (default: all that there are for this "
                    + "platform and these profiles; with --jvm, ours alone).")
    private List<StepLibrary> libraries = List.of();

    @Option(
            names = "--curves",
            description = "Instead, the losses of 200 steps beside those of libtorch, from the "
                    + "same weights.")
    private boolean curves;

    /** For picocli. */
    public Steps() {}

    /** What is made of measurements of steps. */
    public static Kind<?> kind() {
        return KIND;
    }

    /** Measures and prints the report. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        List<Mlp> networks = Mlp.all()
                .stream()
                .filter(network -> cases.matcher(network.toString()).find())
                .toList();
        if (networks.isEmpty()) {
            throw options.wrong("--cases", cases, "part of the name of a network");
        }
        if (curves) {
            options.refuse(NOT_WITH_CURVES, "--curves, which times nothing");
            List<StepLibrary> chosen = chosen(false);
            if (chosen.stream().noneMatch(StepLibrary::isTorch)) {
                throw options.wrong(
                        "--libraries", libraries,
                        "one of libtorch's, which --curves compares with ours");
            }
            Scale scale = options.scale();
            return options.run(scale.jvm(), scale.threads(), run -> {
                Curves compared = new Curves(
                        run, scale, chosen, shortOnes(networks),
                        rules(List.of(Rule.values())), options.scope());
                run.out().println();
                compared.measure().forEach(run.out()::println);
            });
        }
        return options.compare(
                KIND, StepBench.class, chosen(options.isOnlyOurs()),
                StepCase.of(networks, rules(TIMED)));
    }

    private List<StepLibrary> chosen(boolean onlyOurs) {
        for (StepLibrary library : libraries) {
            if (!library.exists()) {
                throw options.wrong(
                        "--libraries", library,
                        "one that this platform has, and Maven: frameworks come with "
                                + "-Ppeers,frameworks");
            }
        }
        return Contender.chosen(libraries, StepLibrary.values(), onlyOurs);
    }

    /** Where nobody asked for others. */
    private List<Mlp> shortOnes(List<Mlp> networks) {
        return cases.pattern().isEmpty()
                ? networks.stream()
                        .filter(network -> network.operations() < MOST_OPERATIONS_OF_CURVES)
                        .toList()
                : networks;
    }

    private List<Rule> rules(List<Rule> usual) {
        return optimizers.isEmpty() ? usual : optimizers.stream().distinct().toList();
    }
}
