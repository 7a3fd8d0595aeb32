package dev.lanewise.peers.compare;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** One run of a command: where its results go, and what became of it. */
public final class Run {
    private final String name;
    private final int forks;
    private final Path file;
    private final PrintWriter out;
    private final PrintWriter progress;
    private final List<Failure> failures = new ArrayList<>();

    /**
     * A run that begins.
     *
     * @param name when it began
     * @param forks processes of each kind
     * @param file where results are added as lines of JSON
     * @param out where the report goes
     * @param progress where remarks go while it runs
     */
    public Run(String name, int forks, Path file, PrintWriter out, PrintWriter progress) {
        this.name = name;
        this.forks = forks;
        this.file = file;
        this.out = out;
        this.progress = progress;
    }

    /** When it began, by which its results are known. */
    public String name() {
        return name;
    }

    /** Processes of each kind. */
    public int forks() {
        return forks;
    }

    /** Where the report goes. */
    public PrintWriter out() {
        return out;
    }

    /** Where remarks go while it runs. */
    public PrintWriter progress() {
        return progress;
    }

    /** Adds lines to the results. */
    public void keep(List<String> lines) throws IOException {
        Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    /** Tells of a process that gave nothing, and remembers it. */
    public void fail(Failure failure) {
        failures.add(failure);
        progress.println(
                failure.title() + ", threads " + failure.threads() + ", fork " + failure.fork()
                        + ": " + failure.message());
    }

    /** The processes that gave nothing so far. */
    public List<Failure> failures() {
        return List.copyOf(failures);
    }
}
