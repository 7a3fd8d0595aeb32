package dev.lanewise.samples.images;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.History;
import dev.lanewise.train.Metric;
import dev.lanewise.train.TrainingListener;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Shows a training as it goes: a bar with rate and time left, and a line an epoch.
 *
 * <p>The lines hold no times, so that those of two runs can be compared.
 */
final class TrainingProgress implements TrainingListener, AutoCloseable {
    /** Share of the newest batch in the loss that the bar shows: the mean of some 50 batches. */
    private static final double NEWEST = 0.02;

    private final int epochs;
    private final ProgressLine line;
    private final List<Epoch> done = new ArrayList<>();
    private String accuracy = "";
    private double loss = Double.NaN;

    /**
     * Starts to show a training of one fit or of several, one after the other.
     *
     * @param epochs of all fits together
     */
    TrainingProgress(int epochs, int imagesAnEpoch, PrintWriter out) {
        this.epochs = epochs;
        this.line = new ProgressLine("training", (long) epochs * imagesAnEpoch, "images", 1, out);
        line.println("            training            validation");
        line.println("epoch      loss  accuracy      loss  accuracy");
    }

    /** The epochs of all fits, numbered from 1 on. */
    History history() {
        return new History(done);
    }

    @Override
    public void batchFinished(int epoch, int batch, int rows, float batchLoss) {
        loss = Double.isNaN(loss) ? batchLoss : loss + NEWEST * (batchLoss - loss);
        line.say(text("epoch %d/%d, loss %.4f%s", done.size() + 1, epochs, loss, accuracy));
        line.stepBy(rows);
    }

    @Override
    public void epochFinished(Epoch epoch) {
        Evaluation validation = epoch.validation().orElseThrow();
        done.add(
                new Epoch(
                        done.size() + 1, epoch.training(), epoch.validation(), epoch.seconds()));
        accuracy = text(", accuracy %.4f", validation.metric(Metric.ACCURACY));
        line.println(text("%5d", done.size()) + figures(epoch.training()) + figures(validation));
    }

    private static String figures(Evaluation evaluation) {
        return text("%10.4f%10.4f", evaluation.loss(), evaluation.metric(Metric.ACCURACY));
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    @Override
    public void close() {
        line.close();
    }
}
