package dev.lanewise.benchmarks;

import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks through JMH. Arguments are JMH's own ({@code -h} lists them); without any, a
 * short run of every benchmark.
 */
public final class Main {
    private Main() {}

    /** Starts JMH. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        CommandLineOptions given = new CommandLineOptions(args);
        if (given.shouldHelp()) {
            printHelp(given);
            return;
        }
        OptionsBuilder options = new OptionsBuilder();
        options.parent(given);
        if (!given.getResult().hasValue() && !given.getResultFormat().hasValue()) {
            options.resultFormat(ResultFormatType.JSON).result("benchmarks/target/results.json");
        }
        Options all = options.build();
        new Runner(all).run();
    }

    private static void printHelp(CommandLineOptions options) {
        try {
            options.showHelp();
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
