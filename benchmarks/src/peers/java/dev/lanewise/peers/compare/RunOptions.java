package dev.lanewise.peers.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that commands have in common, and what they do around their measurements. */
public final class RunOptions {
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";
    /** Options by which a run is not the whole of what its bars are about, in any command. */
    private static final List<String> NARROWING =
            List.of("--cases", "--optimizers", "--shapes", "--libraries", "--jvm");

    @Spec(Spec.Target.MIXEE)
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
            names = "--jvm",
            paramLabel = "OPTION",
            description = "An option of our JVM, such as --jvm=-XX:MaxVectorSize=16; may come "
                    + "several times.")
    private List<String> jvm = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "X",
            defaultValue = "0.5",
            description = "How long to look for clean windows at a time, three times or more"
                    + DEFAULT)
    private double seconds;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = "${sys:peers.results}",
            description = "Where results are added as lines of JSON" + DEFAULT)
    private Path file;

    /** For picocli. */
    public RunOptions() {}

    /** What a command measures. */
    @FunctionalInterface
    public interface Procedure {
        /** Measures and prints what came of it; false if a process failed. */
        boolean measure(Run run) throws IOException, InterruptedException;
    }

    /** Whether only ours was given other options, and the others need not run again. */
    public boolean isOnlyOurs() {
        return !jvm.isEmpty();
    }

    /**
     * Checks the options, measures, and says what figures must be read with.
     *
     * @return the exit code: 0 where every process ran to its end
     */
    public int run(Procedure procedure) throws IOException, InterruptedException {
        check();
        Files.createDirectories(file.toAbsolutePath().getParent());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        String start = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String load = Machine.load();
        boolean complete = procedure.measure(
                new Run(start, forks, threads, jvm, seconds, file, out, progress));
        out.printf(
                "%n%s, %s; load average %s before, %s after%n", start, Machine.description(), load,
                Machine.load());
        progress.println("results in " + file);
        return complete ? 0 : 1;
    }

    /** Compares libraries, and prints the report for each number of threads. */
    public <W extends Workload> int compare(
            Class<?> child,
            List<? extends Contender<W>> libraries,
            List<W> workloads,
            Function<Results<W>, Findings> findings)
            throws IOException, InterruptedException {
        return run(run -> {
            Results<W> results = new Comparison<>(run, child, libraries, workloads).measure();
            Report<W> report = new Report<>(results, findings.apply(results), scope());
            for (int number : threads) {
                run.out().println();
                report.lines(number).forEach(run.out()::println);
            }
            return results.failures().isEmpty();
        });
    }

    /** What verdicts begin with: nothing, or that they hold for what was chosen, and by what. */
    public String scope() {
        List<String> given = NARROWING.stream()
                .filter(spec.commandLine().getParseResult()::hasMatchedOption)
                .toList();
        return given.isEmpty() ? "" : "of those chosen (" + String.join(", ", given) + "): ";
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
    }

    /** Refuses options that mean nothing beside another one. */
    public void refuse(List<String> options, String why) {
        for (String option : options) {
            if (spec.commandLine().getParseResult().hasMatchedOption(option)) {
                throw new ParameterException(
                        spec.commandLine(), option + " does not go with " + why);
            }
        }
    }

    /** An error that names an option, its value and what was expected. */
    public ParameterException wrong(String option, Object value, String expected) {
        return new ParameterException(
                spec.commandLine(), option + " is " + value + ", expected " + expected);
    }
}
