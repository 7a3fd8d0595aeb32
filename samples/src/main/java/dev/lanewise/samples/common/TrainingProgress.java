package dev.lanewise.samples.common;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.TrainingListener;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/**
 * Shows a training as it goes: a bar with rate and time left, and a line an epoch, starred where
 * the epoch is the best so far.
 *
 * <p>The lines hold no times, so that those of two runs can be compared.
 */
public final class TrainingProgress implements TrainingListener, AutoCloseable {
    /** Share of the newest batch in the loss that the bar shows: the mean of some 50 batches. */
    private static final double NEWEST = 0.02;

    private static final int COLUMN = 12;

    private final TrainingLog log;
    private final int epochs;
    private final ProgressLine line;
    private String latest = "";
    private double loss = Double.NaN;

    /**
     * Starts to show a training with validation.
     *
     * @param log where the epochs go
     * @param epochs how many there will be
     * @param unit what the rows are, in the plural
     */
    public TrainingProgress(
            TrainingLog log, int epochs, int rowsAnEpoch, String unit, PrintWriter out) {
        this.log = log;
        this.epochs = epochs;
        this.line = new ProgressLine("training", (long) epochs * rowsAnEpoch, unit, 1, out);
        printHeader();
    }

    private void printHeader() {
        StringBuilder above = new StringBuilder(" ".repeat("epoch".length()));
        StringBuilder below = new StringBuilder("epoch");
        for (String evaluated : List.of("training", "validation")) {
            above.append(right(evaluated, COLUMN * log.figures().size()));
            log.figures().forEach(figure -> below.append(right(figure.name(), COLUMN)));
        }
        line.println(above.toString());
        line.println(below.toString());
    }

    @Override
    public void batchFinished(int epoch, int batch, int rows, float batchLoss) {
        loss = Double.isNaN(loss) ? batchLoss : loss + NEWEST * (batchLoss - loss);
        line.say(
                String.format(
                        Locale.ROOT, "epoch %d/%d, loss %.4f%s", epoch, epochs, loss, latest));
        line.stepBy(rows);
    }

    @Override
    public void epochFinished(Epoch epoch) {
        log.add(epoch);
        int number = epoch.number();
        Evaluation validation = epoch.validation().orElseThrow();
        StringBuilder text = new StringBuilder(right(Integer.toString(number), "epoch".length()));
        for (Evaluation evaluation : List.of(epoch.training(), validation)) {
            log.figures().forEach(figure -> text.append(right(figure.text(evaluation), COLUMN)));
        }
        line.println(text + (log.kept() == number ? " *" : ""));
        Figure last = log.figures().getLast();
        latest = ", " + last.name() + " " + last.text(validation);
    }

    private static String right(String text, int width) {
        return " ".repeat(Math.max(0, width - text.length())) + text;
    }

    @Override
    public void close() {
        line.close();
    }
}
