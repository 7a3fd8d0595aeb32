package dev.lanewise.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.train.EndReason;
import dev.lanewise.train.History;
import java.util.ArrayList;
import java.util.List;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class LogListenerTest {
    /** Keeps lines from its level on. */
    private record Lines(Level least, List<String> lines) implements System.Logger {
        static Lines from(Level least) {
            return new Lines(least, new ArrayList<>());
        }

        @Override
        public String getName() {
            return "lines";
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.compareTo(least) >= 0;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String message, Throwable thrown) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... values) {
            if (isLoggable(level)) {
                lines.add(level + " " + format);
            }
        }
    }

    private static void train(LogListener listener) {
        listener.trainingStarted(2, 3);
        for (int epoch = 1; epoch <= 2; epoch++) {
            listener.epochStarted(epoch);
            for (int batch = 1; batch <= 3; batch++) {
                listener.batchFinished(epoch, batch, 4, 0.5f / batch);
            }
            listener.epochFinished(Epochs.epoch(epoch, 0.25, Epochs.evaluation(0.5, 2 / 3.0)));
        }
    }

    @Test
    void tellsWhyATrainingEndedEarly() {
        Lines lines = Lines.from(System.Logger.Level.INFO);
        LogListener listener = LogListener.of(lines);
        listener.trainingStarted(2, 3);
        listener.trainingFinished(new History(List.of(), EndReason.CANCELLED));
        assertEquals("INFO training ended after 0 epochs (CANCELLED)", lines.lines().getLast());
    }

    @Test
    void tellsOfStartEpochsAndEnd() {
        Lines lines = Lines.from(System.Logger.Level.INFO);
        LogListener listener = LogListener.of(lines).withBatches(1);
        train(listener);
        listener.trainingFinished(
                new History(
                        List.of(
                                Epochs.epoch(1, 1, Epochs.evaluation(0.5, 1)),
                                Epochs.epoch(2, 1, Epochs.evaluation(0.75, 1))),
                        EndReason.ALL_EPOCHS));
        assertEquals(
                List.of(
                        "INFO training starts: 2 epochs of 3 batches",
                        "INFO epoch 1 of 2, 0.250 s: training_loss 0.50000, training_accuracy"
                                + " 0.66667",
                        "INFO epoch 2 of 2, 0.250 s: training_loss 0.50000, training_accuracy"
                                + " 0.66667",
                        "INFO training ended after 2 epochs, the best was 1"),
                lines.lines());
    }

    @Test
    void tellsOfBatchesOnRequest() {
        Lines lines = Lines.from(System.Logger.Level.DEBUG);
        train(LogListener.of(lines).withBatches(2));
        assertEquals(
                List.of(
                        "DEBUG epoch 1 of 2, batch 2 of 3: loss 0.25000",
                        "DEBUG epoch 2 of 2, batch 2 of 3: loss 0.25000"),
                lines.lines().stream().filter(line -> line.startsWith("DEBUG")).toList());
        Lines none = Lines.from(System.Logger.Level.DEBUG);
        train(LogListener.of(none));
        assertEquals(3, none.lines().size());
        LogListener listener = LogListener.of(lines);
        assertThrows(IllegalArgumentException.class, () -> listener.withBatches(0));
    }

    @Test
    void tellsOfAnError() {
        Lines lines = Lines.from(System.Logger.Level.WARNING);
        LogListener listener = LogListener.of(lines);
        train(listener);
        listener.trainingFailed(new ArithmeticException("the loss is NaN"));
        assertEquals(
                List.of(
                        "ERROR training failed after 2 epochs: java.lang.ArithmeticException: "
                                + "the loss is NaN"),
                lines.lines());
    }
}
