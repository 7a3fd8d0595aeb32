package dev.lanewise.peers.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.ChildJvm;
import dev.lanewise.peers.compare.Machine;
import dev.lanewise.peers.step.StepLibrary;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

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
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description = "Folder with the four files of Fashion-MNIST, as they are distributed "
                    + "or uncompressed.")
    private Path data;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "5",
            description = "Processes of each kind, after one that does not count" + DEFAULT)
    private int forks;

    @Option(
            names = "--results",
            paramLabel = "FILE",
            defaultValue = "${sys:peers.results}",
            description = "Where results are added as lines of JSON" + DEFAULT)
    private Path file;

    private final ObjectMapper json = new ObjectMapper();
    private final List<ProcessRun> measured = new ArrayList<>();
    private boolean complete = true;

    /** The command. */
    public WholeProcess() {}

    /** Measures and prints the report; 0 where every process ran to its end. */
    @Override
    public Integer call() throws IOException, InterruptedException {
        check();
        Files.createDirectories(file.toAbsolutePath().getParent());
        PrintWriter out = spec.commandLine().getOut();
        String run = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        String load = Machine.load();
        // the first ones unpack their libraries and read the files from the disk
        for (int fork = 0; fork <= forks; fork++) {
            for (StepLibrary library : turns(fork)) {
                measure(run, library, fork);
            }
        }
        new Report(measured).lines().forEach(out::println);
        out.printf(
                "%n%s, %s, %s; load average %s before, %s after%n", run, Machine.description(),
                String.join(" ", HEAP), load, Machine.load());
        spec.commandLine().getErr().println("results in " + file);
        return complete ? 0 : 1;
    }

    private void check() {
        if (forks < 1) {
            throw wrong("--forks", forks, "a positive number");
        }
        List<String> missing = new FashionFiles(data).missing();
        if (!missing.isEmpty()) {
            throw wrong("--data", data, "a folder with " + String.join(", ", missing)
                    + ", each with or without .gz");
        }
    }

    private static List<StepLibrary> turns(int fork) {
        List<StepLibrary> turns = new ArrayList<>(
                Arrays.stream(StepLibrary.values()).filter(StepLibrary::exists).toList());
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

    private void measure(String run, StepLibrary library, int fork)
            throws IOException, InterruptedException {
        PrintWriter progress = spec.commandLine().getErr();
        String what = "fork " + fork + " of " + forks + ", " + library.title() + ": ";
        List<String> options = new ArrayList<>(HEAP);
        options.addAll(library.options());
        options.add("-D" + FashionFiles.PROPERTY + "=" + data.toAbsolutePath());
        options.add("-D" + TorchFashion.LIBRARY + "=" + library.name());
        Class<?> program = library.isOurs() ? LanewiseFashion.class : TorchFashion.class;
        long start = System.nanoTime();
        double seconds;
        Outcome outcome;
        try {
            List<String> lines =
                    new ChildJvm(options, environment(library), progress).run(program, "");
            seconds = (System.nanoTime() - start) / 1e9;
            outcome = Outcome.parse(lines.getLast());
        } catch (IOException e) {
            complete = false;
            progress.println(what + e.getMessage());
            return;
        }
        ProcessRun one = new ProcessRun(run, library, fork, seconds, outcome);
        progress.println(what + one.wallSeconds() + " s, " + one.outcome());
        if (fork > 0) {
            measured.add(one);
            Files.write(
                    file, List.of(json.writeValueAsString(one)), StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        }
    }

    private ParameterException wrong(String option, Object value, String expected) {
        return new ParameterException(
                spec.commandLine(), option + " is " + value + ", expected " + expected);
    }
}
