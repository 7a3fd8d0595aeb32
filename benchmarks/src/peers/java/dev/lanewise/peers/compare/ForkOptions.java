package dev.lanewise.peers.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.report.Circumstances;
import dev.lanewise.report.Command;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that all commands have, and what they do around their measurements. */
public class ForkOptions {
    /** What ends the description of an option. */
    public static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "5",
            description = "Processes of each kind" + DEFAULT)
    private int forks;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = "${sys:peers.results}",
            description = "Where results are added as lines of JSON" + DEFAULT)
    private Path file;

    /** For picocli. */
    public ForkOptions() {}

    /** What a command measures. */
    @FunctionalInterface
    public interface Procedure {
        /** Measures and prints what came of it. */
        void measure(Run run) throws IOException, InterruptedException;
    }

    /** Demands options that make sense. */
    protected void check() {
        if (forks < 1) {
            throw wrong("--forks", forks, "a positive number");
        }
    }

    /** Demands a time that makes sense for --seconds. */
    public final void checkSeconds(double seconds) {
        if (!(seconds > 0 && seconds < 1e3)) {
            throw wrong("--seconds", seconds, "a number above 0 and below 1000");
        }
    }

    /**
     * Checks the options, measures, and says what figures must be read with.
     *
     * @param flags options of the virtual machines, as far as they are chosen
     * @param threads the numbers of threads that are measured
     * @return the exit code: 0 where every process ran to its end
     */
    public final int run(List<String> flags, List<Integer> threads, Procedure procedure)
            throws IOException, InterruptedException {
        check();
        Files.createDirectories(file.toAbsolutePath().getParent());
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter progress = spec.commandLine().getErr();
        Circumstances.Start start = Circumstances.start();
        Run run = new Run(start.date(), forks, file, out, progress);
        procedure.measure(run);
        Circumstances circumstances = start.end(flags, threads, commandLine());
        RunEnd end = new RunEnd(
                run.name(), spec.name(), scope(), run.failures(), circumstances);
        run.keep(List.of(new ObjectMapper().writeValueAsString(end)));
        out.printf("%n%s%n", circumstances.line());
        progress.println("results in " + file);
        return run.failures().isEmpty() ? 0 : 1;
    }

    /** What verdicts begin with: nothing, or that they hold for what was chosen, and by what. */
    public String scope() {
        return "";
    }

    /** The command that does the same again. */
    private String commandLine() {
        return Command.maven(
                "peers", spec.root().commandLine().getParseResult().originalArgs());
    }

    /** Whether an option stands on the command line. */
    protected final boolean isGiven(String option) {
        return spec.commandLine().getParseResult().hasMatchedOption(option);
    }

    /** An error that says what is wrong with the command line. */
    protected final ParameterException error(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** An error that names an option, its value and what was expected. */
    public final ParameterException wrong(String option, Object value, String expected) {
        return error(option + " is " + value + ", expected " + expected);
    }
}
