package dev.lanewise.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.report.Circumstances;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Defaults;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.ProfilerConfig;

/** A run of JMH with what a figure needs beside itself: allocation, yardsticks, circumstances. */
final class Run {
    /** What was measured, in the folder. */
    static final String RESULTS = "results.json";
    /** How, beside it. */
    static final String CIRCUMSTANCES = "circumstances.json";

    private static final Set<String> NAMES_OF_GC = Set.of("gc", GCProfiler.class.getName());

    private final Settings settings;
    private final CommandLineOptions given;
    private final PrintStream console;

    /**
     * What came of a run.
     *
     * @param results what was measured
     * @param failed the benchmarks that gave no result
     * @param circumstances how it was measured
     */
    record Outcome(Results results, List<String> failed, Circumstances circumstances) {}

    /**
     * A run to be made.
     *
     * @param given the command line, as JMH understands it
     * @param console where a person looks
     */
    Run(Settings settings, CommandLineOptions given, PrintStream console) {
        this.settings = settings;
        this.given = given;
        this.console = console;
    }

    /** Runs the benchmarks, and leaves their results in the folder. */
    Outcome measure() throws IOException, RunnerException {
        Options options = options();
        Files.createDirectories(settings.folder());
        Circumstances.Start start = Circumstances.start();
        Optional<Path> log = log();
        try (OutputStream file = log.isPresent()
                ? new FileOutputStream(log.get().toFile())
                : OutputStream.nullOutputStream()) {
            PrintStream toFile = new PrintStream(file, true, StandardCharsets.UTF_8);
            RunOutput output = log.isPresent()
                    ? new RunOutput(format(toFile), console)
                    : new RunOutput(format(console), toFile);
            Collection<RunResult> results = new Runner(options, output).run();
            Path json = settings.folder().resolve(RESULTS);
            write(results, json);
            Results read = ResultsReader.read(json);
            Circumstances circumstances = circumstances(start, read);
            new ObjectMapper().writeValue(
                    settings.folder().resolve(CIRCUMSTANCES).toFile(), circumstances);
            return new Outcome(read, output.failed(), circumstances);
        }
    }

    private Options options() {
        ChainedOptionsBuilder options = new OptionsBuilder().parent(given);
        if (settings.isShort()) {
            ShortRun.addTo(options, given, settings.baseline().isPresent());
        }
        // begun first and ended last, so that what it allocates is not laid to the benchmark
        options.addProfiler(YardstickProfiler.class);
        if (profilers().noneMatch(NAMES_OF_GC::contains)) {
            options.addProfiler(GCProfiler.class);
        }
        // before all others: -jvmArgsAppend takes the place of what the benchmarks append
        List<String> first = new ArrayList<>(given.getJvmArgsPrepend().orElse(List.of()));
        first.add(Jvm.VECTOR_MODULE);
        return options.jvmArgsPrepend(first.toArray(String[]::new)).build();
    }

    private Stream<String> profilers() {
        return given.getProfilers().stream().map(ProfilerConfig::getKlass);
    }

    /** Where JMH's own output goes, if not on the console. */
    private Optional<Path> log() {
        if (given.getOutput().hasValue()) {
            return Optional.of(Path.of(given.getOutput().get()));
        }
        return settings.isShort()
                ? Optional.of(settings.folder().resolve("jmh.log"))
                : Optional.empty();
    }

    private OutputFormat format(PrintStream stream) {
        return OutputFormatFactory.createFormatInstance(
                stream, given.verbosity().orElse(Defaults.VERBOSITY));
    }

    private static void write(Collection<RunResult> results, Path file) throws IOException {
        try (PrintStream stream = new PrintStream(file.toFile(), StandardCharsets.UTF_8)) {
            ResultFormatFactory.getInstance(ResultFormatType.JSON, stream).writeOut(results);
            if (stream.checkError()) {
                throw new IOException(file + " could not be written");
            }
        }
    }

    private Circumstances circumstances(Circumstances.Start start, Results results) {
        List<String> flags = results.jvms()
                .stream()
                .flatMap(jvm -> jvm.flags().stream())
                .distinct()
                .toList();
        List<Integer> threads = results.series()
                .stream()
                .map(one -> one.what().cores())
                .distinct()
                .sorted()
                .toList();
        return start.end(flags, threads, settings.command());
    }
}
