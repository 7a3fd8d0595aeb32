package dev.lanewise.samples.common;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;

/** What is followed of a training of one fit or of several, epoch by epoch. */
public final class TrainingLog {
    private final List<Figure> figures;
    private final List<Curve> curves;
    private final IntSupplier kept;
    /** A row an epoch, an evaluation a curve. */
    private final List<List<Evaluation>> rows = new ArrayList<>();

    private double seconds;

    /**
     * An empty log of training against validation, where the weights of the last epoch are kept.
     */
    public TrainingLog(List<Figure> figures) {
        this(figures, List.of(Curve.TRAINING, Curve.VALIDATION), () -> 0);
    }

    /**
     * An empty log.
     *
     * @param kept the number of the best epoch so far, whose weights are kept, or 0 if the best is
     *     not looked for; asked when an epoch has just ended, and at the end
     */
    public TrainingLog(List<Figure> figures, List<Curve> curves, IntSupplier kept) {
        this.figures = List.copyOf(figures);
        this.curves = List.copyOf(curves);
        this.kept = kept;
    }

    /** Adds an epoch that has just ended. */
    void add(Epoch epoch) {
        rows.add(curves.stream().map(curve -> curve.evaluation().apply(epoch)).toList());
        seconds += epoch.seconds();
    }

    List<Figure> figures() {
        return figures;
    }

    List<Curve> curves() {
        return curves;
    }

    /** The number of the best epoch so far, or 0. */
    int kept() {
        return kept.getAsInt();
    }

    /** How many epochs have ended; they count from 1, through all fits. */
    public int epochs() {
        return rows.size();
    }

    /** The evaluations of an epoch, one a curve. */
    List<Evaluation> epoch(int number) {
        return rows.get(number - 1);
    }

    /** How long the training took, without evaluations, and how fast it was. */
    public String speed(int rowsAnEpoch, String unit) {
        double rate = (double) rowsAnEpoch * epochs() / seconds;
        return String.format(
                Locale.ROOT, "training %.1f s with %,.0f %s a second", seconds, rate, unit);
    }
}
