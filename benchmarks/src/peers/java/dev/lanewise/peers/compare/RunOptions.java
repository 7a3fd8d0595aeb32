package dev.lanewise.peers.compare;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Option;

/** The options of commands that compare libraries in clean windows. */
public final class RunOptions extends ForkOptions {
    /** Options by which a run is not the whole of what its bars are about, in any command. */
    private static final List<String> NARROWING =
            List.of("--cases", "--optimizers", "--shapes", "--cold", "--libraries", "--jvm");

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,2",
            description = "Numbers of threads" + DEFAULT)
    private List<Integer> threads;

    @Option(
            names = "--jvm",
            paramLabel = "OPTION",
            description = "An option of our JVM, such as --jvm=-XX:MaxVectorSize=16; may come "
                    + "several times.")
    private List<String> jvm = List.of();

    @Option(
            names = "--seconds",
            paramLabel = "X",
            defaultValue = "0.5",
            description = "How long to look for clean windows at a time, three times or more"
                    + DEFAULT)
    private double seconds;

    /** For picocli. */
    public RunOptions() {}

    /** Whether only ours was given other options, and the others need not run again. */
    public boolean isOnlyOurs() {
        return !jvm.isEmpty();
    }

    /** Threads, options of our JVM and time. */
    public Scale scale() {
        return new Scale(threads, jvm, seconds);
    }

    /**
     * Compares libraries, and prints the report for each number of threads.
     *
     * @param child the main class of their processes
     */
    public <W extends Workload> int compare(
            Kind<W> kind,
            Class<?> child,
            List<? extends Contender<W>> libraries,
            List<W> workloads)
            throws IOException, InterruptedException {
        return run(jvm, threads, run -> {
            Results<W> results = new Comparison<>(
                    run, scale(), child, libraries, workloads).measure();
            Report<W> report = kind.report(results, scope());
            for (int number : threads) {
                run.out().printf("%n## On %s%n%n", Report.threads(number));
                report.lines(number).forEach(run.out()::println);
            }
            run.out().println();
            report.standing(threads).forEach(run.out()::println);
        });
    }

    @Override
    public String scope() {
        List<String> given = NARROWING.stream()
                .filter(this::isGiven)
                .toList();
        return given.isEmpty() ? "" : "of those chosen (" + String.join(", ", given) + "): ";
    }

    @Override
    protected void check() {
        super.check();
        int processors = Runtime.getRuntime().availableProcessors();
        for (int number : threads) {
            if (number < 1 || number > processors) {
                throw wrong("--threads", number, "numbers from 1 to " + processors
                        + ", the processors here");
            }
        }
        if (Set.copyOf(threads).size() < threads.size()) {
            throw wrong("--threads", threads, "each number once");
        }
        checkSeconds(seconds);
    }

    /** Refuses options that mean nothing beside another one. */
    public void refuse(List<String> options, String why) {
        for (String option : options) {
            if (isGiven(option)) {
                throw error(option + " does not go with " + why);
            }
        }
    }
}
