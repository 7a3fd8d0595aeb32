package dev.lanewise.kernel;

import java.util.List;

/**
 * An implementation bound to arrays of its own: what a benchmark times.
 *
 * @param passes what is timed, in the order in which one needs the other, such as forward, then
 *     backward; the check before runs each of them once, so a pass that is to be checked more often
 *     stands here more often
 * @param results what the passes leave behind
 * @param settling done after the check: makes operands such that the passes can be repeated as
 *     often as one likes
 * @param closing done at the end
 */
public record Subject(
        List<Runnable> passes, List<Result> results, Runnable settling, Runnable closing)
        implements
            AutoCloseable {
    /** A subject to which nothing has to be done after the check. */
    public Subject(List<Runnable> passes, List<Result> results) {
        this(passes, results, () -> {});
    }

    /** A subject that has nothing to close. */
    public Subject(List<Runnable> passes, List<Result> results, Runnable settling) {
        this(passes, results, settling, () -> {});
    }

    /** Runs all passes in order. */
    void run() {
        passes.forEach(Runnable::run);
    }

    @Override
    public void close() {
        closing.run();
    }
}
