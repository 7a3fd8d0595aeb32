package dev.lanewise.samples.common;

import dev.lanewise.train.Epoch;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** What is followed of a training with validation, epoch by epoch. */
public final class TrainingLog {
    private final List<Figure> figures;
    private final boolean keepsBest;
    private final List<Epoch> epochs = new ArrayList<>();
    private int best;

    /**
     * An empty log.
     *
     * @param keepsBest whether the weights of the epoch with the least validation loss are kept,
     *     and not those of the last one
     */
    public TrainingLog(List<Figure> figures, boolean keepsBest) {
        this.figures = List.copyOf(figures);
        this.keepsBest = keepsBest;
    }

    /** Adds an epoch that has just ended. */
    void add(Epoch epoch) {
        epochs.add(epoch);
        if (best == 0 || validationLoss(epoch) < validationLoss(epochs.get(best - 1))) {
            best = epochs.size();
        }
    }

    private static double validationLoss(Epoch epoch) {
        return epoch.validation().orElseThrow().loss();
    }

    List<Figure> figures() {
        return figures;
    }

    /** The number of the epoch whose weights are kept so far, or 0 if that is always the last. */
    public int kept() {
        return keepsBest ? best : 0;
    }

    /** The epochs that have ended. */
    public List<Epoch> epochs() {
        return Collections.unmodifiableList(epochs);
    }

    /** How long the training took, without evaluations, and how fast it was. */
    public String speed(int rowsAnEpoch, String unit) {
        double seconds = epochs.stream().mapToDouble(Epoch::seconds).sum();
        double rate = (double) rowsAnEpoch * epochs.size() / seconds;
        return String.format(
                Locale.ROOT, "training %.1f s with %,.0f %s a second", seconds, rate, unit);
    }
}
