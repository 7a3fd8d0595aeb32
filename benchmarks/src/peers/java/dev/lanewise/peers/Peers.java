package dev.lanewise.peers;

import dev.lanewise.peers.Comparison.Plan;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Matrix products of Lanewise beside those of native libraries, in the same run, each at its best
 * setting, on a machine that may be shared: see {@link dev.lanewise.measure.CleanWindows}.
 *
 * <pre>
 * mvn -q -Ppeers                                                 everything: about half an hour
 * mvn -q -Ppeers -Dargs="--forks 1 --threads 1 --shapes 512x"     a first look
 * mvn -q -Ppeers -Dargs="--jvm=-XX:MaxVectorSize=16"              ours alone, on narrow lanes
 * mvn -q -Ppeers -Dargs="--cold"                                  how fast it gets up to speed
 * </pre>
 */
@Command(
        name = "peers",
        description = "Matrix products of Lanewise beside those of native libraries.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class Peers implements Callable<Integer> {
    private static final List<String> NOT_WITH_COLD =
            List.of("--shapes", "--threads", "--libraries", "--seconds");
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "5",
            description = "Processes of each kind" + DEFAULT)
    private int forks;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,2",
            description = "Numbers of threads" + DEFAULT)
    private List<Integer> threads;

    @Option(
            names = "--shapes",
            paramLabel = "REGEX",
            defaultValue = "",
            description = "Only products in whose name, such as \"NN 128x512x784\" (m, n, k), "
                    + "this is found.")
    private Pattern shapes;

    @Option(
            names = "--libraries",
            split = ",",
            paramLabel = "NAME",
            description = "Of ${COMPLETION-CANDIDATES} (default: all that there are for this "
                    + "platform; with --jvm, ours alone).")
    private List<Library> libraries;

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "An option of our JVM, such as --jvm=-XX:MaxVectorSize=16; may come "
                    + "several times.")
    private List<String> jvm = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "X",
            defaultValue = "0.5",
            description = "How long to look for clean windows of a product, up to three times"
                    + DEFAULT)
    private double seconds;

    @Option(
            names = "--cold",
            description = "Instead, how long ours takes in a fresh JVM to get up to speed.")
    private boolean cold;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = "${sys:peers.results}",
            description = "Where results are added as lines of JSON" + DEFAULT)
    private Path file;

    /** Runs the command and ends the process: 0 where every process ran to its end. */
    public static void main(String... args) {
        CommandLine command = new CommandLine(new Peers())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Peers::report);
        System.exit(command.execute(args));
    }

    private static int report(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("error: " + e.getMessage() + "; --help lists the options");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** Measures and prints the report. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Files.createDirectories(file.toAbsolutePath().getParent());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        String run = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String load = Machine.load();
        boolean complete = cold ? measureCold(run, out, progress) : compare(run, out, progress);
        out.printf(
                "%n%s, %s; load average %s before, %s after; results in %s%n", run,
                Machine.description(), load, Machine.load(), file);
        return complete ? 0 : 1;
    }

    private boolean compare(String run, PrintWriter out, PrintWriter progress)
            throws IOException, InterruptedException {
        List<Shape> chosen = Shape.all()
                .stream()
                .filter(shape -> shapes.matcher(shape.toString()).find())
                .toList();
        if (chosen.isEmpty()) {
            throw wrong("--shapes", shapes, "part of the name of a product");
        }
        Plan plan = new Plan(chosenLibraries(), forks, threads, chosen, jvm, seconds, file);
        Results results = new Comparison(run, plan, progress).measure();
        Report report = new Report(results);
        for (int number : threads) {
            out.println();
            report.lines(number).forEach(out::println);
        }
        return results.failures().isEmpty();
    }

    private List<Library> chosenLibraries() {
        if (libraries != null) {
            return libraries;
        }
        return jvm.isEmpty()
                ? Arrays.stream(Library.values()).filter(Library::exists).toList()
                : List.of(Library.LANEWISE);
    }

    private boolean measureCold(String run, PrintWriter out, PrintWriter progress)
            throws IOException, InterruptedException {
        ColdStarts starts = new ColdStarts(run, forks, jvm, file, progress);
        out.println();
        starts.measure().forEach(out::println);
        return starts.isComplete();
    }

    private void check() {
        if (forks < 1) {
            throw wrong("--forks", forks, "a positive number");
        }
        int processors = Runtime.getRuntime().availableProcessors();
        for (int number : threads) {
            if (number < 1 || number > processors) {
                throw wrong("--threads", number, "numbers from 1 to " + processors
                        + ", the processors here");
            }
        }
        if (Set.copyOf(threads).size() < threads.size()) {
            throw wrong("--threads", threads, "each number once");
        }
        if (!(seconds > 0 && seconds < 1e3)) {
            throw wrong("--seconds", seconds, "a number above 0 and below 1000");
        }
        for (String option : NOT_WITH_COLD) {
            if (cold && spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " does not go with --cold, which times two "
                                + "products of ours on one thread");
            }
        }
    }

    private ParameterException wrong(String option, Object value, String expected) {
        return new ParameterException(
                spec.commandLine(), option + " is " + value + ", expected " + expected);
    }
}
