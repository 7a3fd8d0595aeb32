package dev.lanewise.peers.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lanewise.peers.compare.Account;
import dev.lanewise.peers.compare.Bar;
import dev.lanewise.peers.compare.Standing;
import dev.lanewise.peers.predict.Predict;
import dev.lanewise.peers.process.WholeProcess;
import dev.lanewise.peers.product.Products;
import dev.lanewise.peers.step.Steps;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * Makes a page and its charts of results that were measured before.
 *
 * <pre>
 * mvn -q -Ppeers -Dargs="report"                   of the file that the commands add to
 * mvn -q -Ppeers -Dargs="report FILE FILE"         of others
 * mvn -q -Ppeers -Dargs="report --jmh FOLDER"      with what -Pbenchmark left in its folder
 * </pre>
 *
 * <p>Where no run can be told, nothing is written. Charts of an older page that the new one has not
 * are deleted.
 */
@Command(
        name = "report",
        description = "Writes docs/benchmarks.md and its charts from results.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class WriteReport implements Callable<Integer> {
    /** What a run of JMH leaves in its folder. */
    private static final String JMH_TEXT = "report.md";
    private static final String JMH_CHART = "speed-up.png";

    @Spec
    private CommandSpec spec;

    @Parameters(
            paramLabel = "FILE",
            defaultValue = "${sys:peers.results}",
            description = "Files of results (default: ${DEFAULT-VALUE}).")
    private List<Path> files;

    @Option(
            names = "--to",
            paramLabel = "FILE",
            defaultValue = "docs/benchmarks.md",
            description = "The page; charts go into a folder beside it (default: "
                    + "${DEFAULT-VALUE}).")
    private Path page;

    @Option(
            names = "--runs",
            split = ",",
            paramLabel = "TIME",
            description = "Only runs that began then, as results have it; the latest of each kind "
                    + "(default: the latest of each kind that measured everything five times).")
    private List<String> runs = List.of();

    @Option(
            names = "--join",
            split = ",",
            paramLabel = "TIME",
            description = "Runs of products or steps, from which libraries are taken that the "
                    + "others do not have.")
    private List<String> joined = List.of();

    @Option(
            names = "--jmh",
            paramLabel = "FOLDER",
            description = "Where a run of the JMH benchmarks left its results; without it the page "
                    + "has no section on single kernels.")
    private Path jmh;

    /** For picocli. */
    public WriteReport() {}

    /** Writes the page. */
    @Override
    public Integer call() throws IOException {
        check();
        PrintWriter progress = spec.commandLine().getErr();
        ResultsFiles results = read();
        results.unfinished()
                .forEach(run -> progress.println("left out: the run of " + run + " has no end"));
        Choice choice = new Choice(results.runs(), runs, joined);
        check(choice);
        write(choice);
        progress.println("written: " + page);
        return 0;
    }

    private ResultsFiles read() {
        try {
            return new ResultsFiles(files);
        } catch (IOException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
    }

    private void check() {
        for (Path file : files) {
            if (!Files.isReadable(file) || Files.isDirectory(file)) {
                throw error(file + " cannot be read, expected a file of results");
            }
        }
        if (jmh != null && !Files.isReadable(jmh.resolve(JMH_TEXT))) {
            throw error("--jmh is " + jmh + ", expected a folder with " + JMH_TEXT);
        }
    }

    private void check(Choice choice) {
        List<String> ended = choice.runs().stream().map(run -> run.end().run()).toList();
        if (!choice.unknown().isEmpty()) {
            throw error(
                    choice.unknown() + " are no runs that came to an end, expected some of "
                            + ended);
        }
        if (choice.isEmpty()) {
            throw error(
                    "there is nothing to tell: no run measured everything in "
                            + Bar.FORKS_ASKED + " processes; expected --runs with some of "
                            + ended);
        }
        List<String> idle = choice.idle(
                List.of(Products.kind().command(), Steps.kind().command()));
        if (!idle.isEmpty()) {
            throw error(
                    "--join has " + idle + ", expected runs of products or steps with a library "
                            + "that the chosen run does not have");
        }
    }

    private ParameterException error(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private void write(Choice choice) throws IOException {
        Page text = new Page(page);
        ComparisonSection products =
                new ComparisonSection(Products.kind(), "Products", choice);
        ComparisonSection steps =
                new ComparisonSection(Steps.kind(), "Training steps", choice);
        text.fragment("introduction");
        Standing standing = new Standing();
        products.addTo(standing);
        steps.addTo(standing);
        Optional<Account> predictions = account(choice, "predict", Predict::report);
        Optional<Account> processes = account(choice, "process", WholeProcess::report);
        predictions.ifPresent(account -> account.addTo(standing, "Predictions"));
        processes.ifPresent(account -> account.addTo(standing, "Whole processes"));
        text.heading(2, "In short");
        text.add(standing.lines());
        text.fragment("short");
        products.addFirstChart(text);
        steps.addFirstChart(text);
        products.addTo(text);
        steps.addTo(text);
        if (predictions.isPresent()) {
            add(text, "Predictions", choice, "predict", predictions.get());
        }
        if (processes.isPresent()) {
            add(text, "Whole processes", choice, "process", processes.get());
        }
        addJmh(text);
        text.fragment("measuring");
        text.write();
    }

    /** What a command makes of the lines of a run. */
    @FunctionalInterface
    private interface Teller {
        Account of(List<JsonNode> results) throws IOException;
    }

    private static Optional<Account> account(Choice choice, String command, Teller teller)
            throws IOException {
        Optional<RunLines> run = choice.chosen(command, 1);
        return run.isEmpty() ? Optional.empty() : Optional.of(teller.of(run.get().on(1)));
    }

    private static void add(
            Page text, String title, Choice choice, String command, Account account)
            throws IOException {
        text.heading(2, title);
        text.fragment(command);
        text.add(account.lines());
        text.add(Reproduction.lines(choice.chosen(command, 1).orElseThrow().end()));
    }

    private void addJmh(Page text) throws IOException {
        if (jmh != null) {
            text.heading(2, "Kernels beside plain loops");
            text.fragment("kernels");
            Path chart = jmh.resolve(JMH_CHART);
            if (Files.isReadable(chart)) {
                text.picture("kernels", chart, "Speed-up over plain loops");
            }
            text.add(Files.readAllLines(jmh.resolve(JMH_TEXT)));
        }
    }
}
