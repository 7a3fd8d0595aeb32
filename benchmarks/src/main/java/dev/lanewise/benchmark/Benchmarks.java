package dev.lanewise.benchmark;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.report.Circumstances;
import dev.lanewise.report.RatioChart;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.openjdk.jmh.Main;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;

/**
 * Runs the benchmarks: JMH, with all its options, and a table at the end that puts each kernel
 * beside its twins and beside what the machine can do.
 *
 * <pre>
 * mvn -q -Pbenchmark                                   a chosen list, in less than five minutes
 * mvn -q -Pbenchmark -Dargs="Sgemm -f 5"               JMH's options
 * mvn -q -Pbenchmark -Dbaseline=FILE                   beside an earlier run of two forks or more
 * mvn -q -Pbenchmark -Dargs="Sgemm" -Dbaseline=FILE    the same of others, in five forks
 * mvn -q -Pbenchmark -Dargs="-h"                       all options
 * </pre>
 *
 * <p>The code of the process is 0 if all is well, 1 if a benchmark failed or is slower than in the
 * baseline, 2 if the command line is wrong, and 3 if nothing could be judged beside the baseline.
 */
public final class Benchmarks {
    private static final int WELL = 0;
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final int NOT_JUDGED = 3;
    private static final String REPORT = "report.md";
    private static final String CHART = "speed-up.png";

    private final Settings settings;
    private final CommandLineOptions jmh;
    private final PrintStream out;

    private Benchmarks(Settings settings, CommandLineOptions jmh, PrintStream out) {
        this.settings = settings;
        this.jmh = jmh;
        this.out = out;
    }

    /** Runs, and ends the process. */
    public static void main(String... arguments) throws IOException {
        System.exit(run(System.out, arguments));
    }

    /** Runs, and gives the code of the process. */
    static int run(PrintStream out, String... arguments) throws IOException {
        try {
            Settings settings = Settings.of(arguments);
            String[] others = settings.jmh().toArray(String[]::new);
            CommandLineOptions jmh = new CommandLineOptions(others);
            if (isQuestion(jmh)) {
                if (jmh.shouldHelp()) {
                    Settings.HELP.forEach(out::println);
                }
                Main.main(others);
                return WELL;
            }
            return new Benchmarks(settings, jmh, out).run();
        } catch (IllegalArgumentException | CommandLineOptionException e) {
            System.err.println("error: " + e.getMessage());
        } catch (NoBenchmarksException e) {
            System.err.println(
                    "error: no benchmark has such a name, expected regular expressions for some "
                            + "of what -l lists");
        } catch (RunnerException e) {
            System.err.println("error: " + e.getMessage());
            Optional.ofNullable(e.getCause()).ifPresent(Throwable::printStackTrace);
            return FAILED;
        }
        return MISUSED;
    }

    private static boolean isQuestion(CommandLineOptions jmh) {
        return jmh.shouldHelp() || jmh.shouldList() || jmh.shouldListWithParams()
                || jmh.shouldListProfilers() || jmh.shouldListResultFormats();
    }

    private int run() throws IOException, RunnerException {
        Optional<Results> baseline = read(settings.baseline());
        Optional<Results> old = read(settings.read());
        if (old.isPresent()) {
            return show(old.get(), Report.lines(old.get(), circumstances()), baseline);
        }
        Run.Outcome outcome = new Run(settings, jmh, out).measure();
        List<String> lines = new ArrayList<>(
                Report.lines(outcome.results(), Optional.of(outcome.circumstances())));
        outcome.failed().forEach(failed -> lines.add("- Failed: " + failed));
        int code = show(outcome.results(), lines, baseline);
        return outcome.failed().isEmpty() ? code : FAILED;
    }

    private static Optional<Results> read(Optional<Path> file) {
        return file.map(path -> {
            try {
                return ResultsReader.read(path);
            } catch (IOException e) {
                throw new IllegalArgumentException(e.getMessage(), e);
            }
        });
    }

    /** Of results that are read, if they lie where a run left them. */
    private Optional<Circumstances> circumstances() throws IOException {
        Optional<Path> file = settings.read()
                .filter(results -> results.endsWith(Run.RESULTS))
                .map(results -> results.resolveSibling(Run.CIRCUMSTANCES))
                .filter(Files::isReadable);
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new ObjectMapper().readValue(file.get().toFile(), Circumstances.class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    file.get() + ": " + e.getOriginalMessage()
                            + ", expected what a run left beside its results",
                    e);
        }
    }

    /** Prints what there is to say, and writes it into the folder, unless nothing asks for that. */
    private int show(Results results, List<String> report, Optional<Results> baseline)
            throws IOException {
        List<String> lines = new ArrayList<>(report);
        Optional<Comparison> comparison = baseline.map(before -> new Comparison(before, results));
        comparison.ifPresent(changes -> {
            lines.add("");
            lines.addAll(changes.lines());
        });
        out.println();
        lines.forEach(out::println);
        if (settings.read().isEmpty() || settings.chosenFolder().isPresent()) {
            write(lines, SpeedUpChart.of(results));
        }
        return code(comparison);
    }

    private void write(List<String> lines, Optional<RatioChart> chart) throws IOException {
        Files.createDirectories(settings.folder());
        Path file = settings.folder().resolve(REPORT);
        Files.write(file, lines);
        out.println();
        out.println("written: " + file);
        Path picture = settings.folder().resolve(CHART);
        if (chart.isPresent()) {
            chart.get().write(picture);
            out.println("         " + picture);
        } else {
            // one that an earlier run has left would be taken for this one's
            Files.deleteIfExists(picture);
        }
    }

    private static int code(Optional<Comparison> comparison) {
        if (comparison.isEmpty()) {
            return WELL;
        }
        if (!comparison.get().isJudged()) {
            return NOT_JUDGED;
        }
        return comparison.get().isSlower() ? FAILED : WELL;
    }
}
