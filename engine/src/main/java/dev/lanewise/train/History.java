package dev.lanewise.train;

import dev.lanewise.internal.Checks;
import java.util.Comparator;
import java.util.List;

/**
 * All epochs of a training.
 *
 * @param epochs first to last, at least one
 */
public record History(List<Epoch> epochs) {
    /** Keeps a copy of the list. */
    public History {
        epochs = List.copyOf(epochs);
        Checks.require(!epochs.isEmpty(), "number of epochs", 0, "at least 1");
    }

    /** The last epoch. */
    public Epoch last() {
        return epochs.getLast();
    }

    /**
     * The epoch of least validation loss, or of least training loss where there was no validation.
     */
    public Epoch best() {
        return epochs.stream()
                .min(Comparator.comparingDouble(e -> e.validation().orElse(e.training()).loss()))
                .orElseThrow();
    }
}
