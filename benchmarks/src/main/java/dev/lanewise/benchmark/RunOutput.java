package dev.lanewise.benchmark;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.format.OutputFormat;

/**
 * JMH's own output, and besides a line a benchmark where that output goes elsewhere. Remembers what
 * was begun and came to no result.
 */
final class RunOutput implements OutputFormat {
    private final OutputFormat jmh;
    private final PrintStream progress;
    private final List<String> failed = new ArrayList<>();
    private final long start = System.nanoTime();

    /**
     * An output.
     *
     * @param jmh JMH's own
     * @param progress where the lines go
     */
    RunOutput(OutputFormat jmh, PrintStream progress) {
        this.jmh = jmh;
        this.progress = progress;
    }

    /** What came to no result so far. */
    List<String> failed() {
        return List.copyOf(failed);
    }

    @Override
    public void startBenchmark(BenchmarkParams benchmark) {
        failed.add(name(benchmark));
        jmh.startBenchmark(benchmark);
    }

    @Override
    public void endBenchmark(BenchmarkResult result) {
        if (result != null) {
            String name = name(result.getParams());
            failed.remove(name);
            double nanos = TimeUnits.nanosPerOperation(
                    result.getPrimaryResult().getScore(), result.getScoreUnit());
            progress.printf(
                    Locale.ROOT, "%4d s  %s: %s%n", (System.nanoTime() - start) / 1_000_000_000,
                    name, Texts.time(nanos));
        }
        jmh.endBenchmark(result);
    }

    /** With the implementation among the parameters. */
    private static String name(BenchmarkParams benchmark) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name : benchmark.getParamsKeys()) {
            parameters.put(name, benchmark.getParam(name));
        }
        return new Case(
                benchmark.getBenchmark(), benchmark.getMode().shortLabel(),
                benchmark.getThreads(), parameters)
                .toString();
    }

    @Override
    public void iteration(BenchmarkParams benchmark, IterationParams iteration, int number) {
        jmh.iteration(benchmark, iteration, number);
    }

    @Override
    public void iterationResult(
            BenchmarkParams benchmark,
            IterationParams iteration,
            int number,
            IterationResult result) {
        jmh.iterationResult(benchmark, iteration, number, result);
    }

    @Override
    public void startRun() {
        jmh.startRun();
    }

    @Override
    public void endRun(Collection<RunResult> results) {
        jmh.endRun(results);
    }

    @Override
    public void print(String text) {
        jmh.print(text);
    }

    @Override
    public void println(String text) {
        jmh.println(text);
    }

    @Override
    public void flush() {
        jmh.flush();
    }

    @Override
    public void close() {
        jmh.close();
    }

    @Override
    public void verbosePrintln(String text) {
        jmh.verbosePrintln(text);
    }

    @Override
    public void write(int value) {
        jmh.write(value);
    }

    @Override
    public void write(byte[] bytes) throws IOException {
        jmh.write(bytes);
    }
}
