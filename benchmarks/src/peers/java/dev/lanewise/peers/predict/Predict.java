package dev.lanewise.peers.predict;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.measure.Reading;
import dev.lanewise.peers.compare.ChildJvm;
import dev.lanewise.peers.compare.Machine;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * How long a prediction of a single row takes: Lanewise beside ONNX Runtime, on one thread, each in
 * processes of its own, in turn.
 */
@Command(
        name = "predict",
        description = "Latency of predicting a single row by 784-512-256-10, beside ONNX Runtime.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class Predict implements Callable<Integer> {
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "5",
            description = "Processes of each engine" + DEFAULT)
    private int forks;

    @Option(
            names = "--seconds",
            paramLabel = "X",
            defaultValue = "8",
            description = "How long each process times calls" + DEFAULT)
    private double seconds;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = "${sys:peers.results}",
            description = "Where results are added as lines of JSON" + DEFAULT)
    private Path file;

    private final ObjectMapper json = new ObjectMapper();
    private final List<Measurement> measured = new ArrayList<>();
    private Reading known = Reading.NONE;
    private boolean complete = true;

    /** The command. */
    public Predict() {}

    /** Measures and prints the report; 0 where every process ran to its end. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        if (forks < 1) {
            throw wrong("--forks", forks, "a positive number");
        }
        if (!(seconds > 0 && seconds < 1e3)) {
            throw wrong("--seconds", seconds, "a number above 0 and below 1000");
        }
        Files.createDirectories(file.toAbsolutePath().getParent());
        PrintWriter out = spec.commandLine().getOut();
        String run = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String load = Machine.load();
        for (int fork = 1; fork <= forks; fork++) {
            for (Engine engine : turns(fork)) {
                measure(run, engine, fork);
            }
        }
        new Report(measured).lines().forEach(out::println);
        out.printf(
                "%n%s, %s; load average %s before, %s after%n", run, Machine.description(), load,
                Machine.load());
        spec.commandLine().getErr().println("results in " + file);
        return complete ? 0 : 1;
    }

    private static List<Engine> turns(int fork) {
        List<Engine> engines = List.of(Engine.values());
        return fork % 2 == 1 ? engines : engines.reversed();
    }

    private void measure(String run, Engine engine, int fork)
            throws IOException, InterruptedException {
        PrintWriter progress = spec.commandLine().getErr();
        String what = "fork " + fork + " of " + forks + ", " + engine.title() + ": ";
        List<String> lines;
        Measurement one;
        try {
            lines = new ChildJvm(List.of(), Map.of(), progress)
                    .run(Child.class, new Task(run, engine, fork, known, seconds));
            one = json.readValue(lines.getFirst(), Measurement.class);
        } catch (IOException e) {
            complete = false;
            progress.println(what + e.getMessage());
            return;
        }
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        measured.add(one);
        known = known.best(new Reading(one.fma(), one.integer()));
        progress.println(
                what + "p50 " + one.p50() + " µs, p99 " + one.p99() + " µs, " + one.cleanCalls()
                        + " of " + one.calls() + " calls clean");
    }

    private ParameterException wrong(String option, Object value, String expected) {
        return new ParameterException(
                spec.commandLine(), option + " is " + value + ", expected " + expected);
    }
}
