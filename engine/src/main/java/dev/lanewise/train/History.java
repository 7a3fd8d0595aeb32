package dev.lanewise.train;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;

/**
 * All epochs of a training.
 *
 * @param epochs first to last, of which the last may not be complete; none where the training was
 *     ended before its first batch
 * @param endReason why there are no more
 */
public record History(List<Epoch> epochs, EndReason endReason) {
    /** Keeps a copy of the list. */
    public History {
        epochs = List.copyOf(epochs);
        Objects.requireNonNull(endReason, "endReason");
    }

    /**
     * The last epoch.
     *
     * @throws IllegalStateException where there is none
     */
    public Epoch last() {
        requireEpochs();
        return epochs.getLast();
    }

    /**
     * The epoch of least validation loss, or of least training loss where there was no validation,
     * also of a training that watched another figure ({@link Trainer#withMonitor}).
     *
     * @throws IllegalStateException where there is none
     */
    public Epoch best() {
        return best(Monitor.loss());
    }

    /**
     * The epoch with the best figure of its validation, or of its training where there was no
     * validation; the first of equals. It is the one whose weights {@link Trainer#withBestWeights}
     * keeps.
     *
     * @throws IllegalStateException where there is none
     */
    public Epoch best(Monitor monitor) {
        requireEpochs();
        return epochs.stream()
                .min(
                        Comparator.comparingDouble(
                                e -> monitor.toMinimize(e.validation().orElse(e.training()))))
                .orElseThrow();
    }

    private void requireEpochs() {
        if (epochs.isEmpty()) {
            throw new IllegalStateException(
                    "no epoch: the training ended before its first batch, " + endReason);
        }
    }
}
