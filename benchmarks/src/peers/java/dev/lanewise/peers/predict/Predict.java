package dev.lanewise.peers.predict;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.measure.Reading;
import dev.lanewise.peers.compare.Account;
import dev.lanewise.peers.compare.ChildJvm;
import dev.lanewise.peers.compare.Failure;
import dev.lanewise.peers.compare.ForkOptions;
import dev.lanewise.peers.compare.Run;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

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
    @Mixin
    private ForkOptions options;

    @Option(
            names = "--seconds",
            paramLabel = "X",
            defaultValue = "8",
            description = "How long each process times calls" + ForkOptions.DEFAULT)
    private double seconds;

    private final ObjectMapper json = new ObjectMapper();
    private final List<Measurement> measured = new ArrayList<>();
    private Reading known = Reading.NONE;

    /** The command. */
    public Predict() {}

    /**
     * The report of a run of which only the file is left.
     *
     * @param lines its results
     */
    public static Account report(List<JsonNode> lines) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        List<Measurement> measured = new ArrayList<>();
        for (JsonNode line : lines) {
            measured.add(json.treeToValue(line, Measurement.class));
        }
        return new Report(measured);
    }

    /** Measures and prints the report; 0 where every process ran to its end. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        options.checkSeconds(seconds);
        return options.run(List.of(), List.of(1), run -> {
            for (int fork = 1; fork <= run.forks(); fork++) {
                for (Engine engine : turns(fork)) {
                    measure(run, engine, fork);
                }
            }
            new Report(measured).lines().forEach(run.out()::println);
        });
    }

    private static List<Engine> turns(int fork) {
        List<Engine> engines = List.of(Engine.values());
        return fork % 2 == 1 ? engines : engines.reversed();
    }

    private void measure(Run run, Engine engine, int fork)
            throws IOException, InterruptedException {
        PrintWriter progress = run.progress();
        String what = "fork " + fork + " of " + run.forks() + ", " + engine.title() + ": ";
        List<String> lines;
        Measurement one;
        try {
            lines = new ChildJvm(List.of(), Map.of(), progress)
                    .run(Child.class, new Task(run.name(), engine, fork, known, seconds));
            one = json.readValue(lines.getFirst(), Measurement.class);
        } catch (IOException e) {
            run.fail(new Failure(engine.title(), 1, fork, e.getMessage()));
            return;
        }
        run.keep(lines);
        measured.add(one);
        known = known.best(new Reading(one.fma(), one.integer()));
        progress.println(
                what + "p50 " + one.p50() + " µs, p99 " + one.p99() + " µs, " + one.cleanCalls()
                        + " of " + one.calls() + " calls clean");
    }
}
