package dev.lanewise.peers.process;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.Account;
import dev.lanewise.peers.compare.ChildJvm;
import dev.lanewise.peers.compare.Failure;
import dev.lanewise.peers.compare.ForkOptions;
import dev.lanewise.peers.compare.Run;
import dev.lanewise.peers.step.StepLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What it takes to train 784-128-10 on Fashion-MNIST, batches of 128, Adam, five epochs, from the
 * start of a process to the accuracy on the test set: Lanewise beside libtorch, on one thread, in
 * turn. Both read the same files by the same code into the same arrays, in a heap of the same size.
 */
@Command(
        name = "process",
        description = "Time and memory of a whole training on Fashion-MNIST, beside libtorch.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true)
public final class WholeProcess implements Callable<Integer> {
    /** As small as the data allow, and little of it for young objects, of which there are few. */
    private static final List<String> HEAP = List.of("-XX:+UseSerialGC", "-Xmx100m", "-Xmn8m");

    @Mixin
    private ForkOptions options;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with the four files of Fashion-MNIST, as they are distributed "
                    + "or uncompressed.")
    private Path data;

    private final ObjectMapper json = new ObjectMapper();
    private final List<ProcessRun> measured = new ArrayList<>();

    /** The command. */
    public WholeProcess() {}

    /**
     * The report of a run of which only the file is left.
     *
     * @param lines its results
     */
    public static Account report(List<JsonNode> lines) throws JsonProcessingException {
        ObjectMapper json = new ObjectMapper();
        List<ProcessRun> measured = new ArrayList<>();
        for (JsonNode line : lines) {
            measured.add(json.treeToValue(line, ProcessRun.class));
        }
        return new Report(measured);
    }

    /** Measures and prints the report; 0 where every process ran to its end. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        List<String> missing = new FashionFiles(data).missing();
        if (!missing.isEmpty()) {
            throw options.wrong("--data", data, "a folder with " + String.join(", ", missing)
                    + ", each with or without .gz");
        }
        return options.run(HEAP, List.of(1), run -> {
            // the first ones unpack their libraries and read the files from the disk
            for (int fork = 0; fork <= run.forks(); fork++) {
                for (StepLibrary library : turns(fork)) {
                    measure(run, library, fork);
                }
            }
            new Report(measured).lines().forEach(run.out()::println);
        });
    }

    private static List<StepLibrary> turns(int fork) {
        List<StepLibrary> turns = new ArrayList<>(
                Arrays.stream(StepLibrary.values())
                        .filter(library -> library.isOurs() || library.isTorch())
                        .filter(StepLibrary::exists)
                        .toList());
        Collections.rotate(turns, -fork);
        return turns;
    }

    /** Without the settings of the allocator, which buy time in long runs with memory. */
    private static Map<String, String> environment(StepLibrary library) {
        Map<String, String> variables = new HashMap<>(library.environment(1));
        variables.keySet()
                .removeIf(name -> name.startsWith("MALLOC_") || name.equals("GLIBC_TUNABLES"));
        return variables;
    }

    private void measure(Run run, StepLibrary library, int fork)
            throws IOException, InterruptedException {
        PrintWriter progress = run.progress();
        String what = "fork " + fork + " of " + run.forks() + ", " + library.title() + ": ";
        List<String> jvm = new ArrayList<>(HEAP);
        jvm.addAll(library.options());
        jvm.add("-D" + FashionFiles.PROPERTY + "=" + data.toAbsolutePath());
        jvm.add("-D" + TorchFashion.LIBRARY + "=" + library.name());
        Class<?> program = library.isOurs() ? LanewiseFashion.class : TorchFashion.class;
        long start = System.nanoTime();
        double seconds;
        Outcome outcome;
        try {
            List<String> lines =
                    new ChildJvm(jvm, environment(library), progress).run(program, "");
            seconds = (System.nanoTime() - start) / 1e9;
            outcome = Outcome.parse(lines.getLast());
        } catch (IOException e) {
            run.fail(new Failure(library.title(), 1, fork, e.getMessage()));
            return;
        }
        ProcessRun one = new ProcessRun(run.name(), library, fork, seconds, outcome);
        progress.println(what + one.wallSeconds() + " s, " + one.outcome());
        if (fork > 0) {
            measured.add(one);
            run.keep(List.of(json.writeValueAsString(one)));
        }
    }
}
