package dev.lanewise.train;

/**
 * Asks trainings to come to their end, from any thread: a listener, a signal handler, a button.
 *
 * {@snippet :
 * Cancellation cancellation = new Cancellation();
 * Trainer trainer = Trainer.of(network, loss, optimizer).withCancellation(cancellation);
 * // ... on another thread: cancellation.cancel();
 * }
 *
 * <p>A training that was given it ends after the batch at hand, as {@link
 * Trainer#withCancellation} says. One object may serve several trainings; once cancelled, it stays
 * so, and a training that begins later ends before its first batch.
 */
public final class Cancellation {
    private volatile boolean cancelled;

    /** Nothing is cancelled yet. */
    public Cancellation() {}

    /** Asks for the end; returns at once, and may be called more than once. */
    public void cancel() {
        cancelled = true;
    }

    /** Whether the end was asked for. */
    public boolean isCancelled() {
        return cancelled;
    }
}
