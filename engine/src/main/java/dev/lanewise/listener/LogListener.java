package dev.lanewise.listener;

import dev.lanewise.internal.Checks;
import dev.lanewise.train.EndReason;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.History;
import dev.lanewise.train.TrainingListener;
import java.lang.System.Logger.Level;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Tells a {@link System.Logger} of a training: start, each epoch and the end at {@code INFO}, an
 * error at {@code ERROR}, and, on request, batches at {@code DEBUG}.
 *
 * <p>For one training at a time. A batch of which nothing is logged costs a comparison or two.
 */
public final class LogListener implements TrainingListener {
    private final System.Logger logger;
    /** Batches between two that are logged, or 0 for none. */
    private final int every;

    private int epochs;
    private int batches;
    private int done;

    private LogListener(System.Logger logger, int every) {
        this.logger = Objects.requireNonNull(logger, "logger");
        this.every = every;
    }

    /** Logs to {@code dev.lanewise.training}, no batches. */
    public static LogListener of() {
        return of(System.getLogger("dev.lanewise.training"));
    }

    /** Logs to a given logger, no batches. */
    public static LogListener of(System.Logger logger) {
        return new LogListener(logger, 0);
    }

    /** Another listener that also logs every so many batches of an epoch, at {@code DEBUG}. */
    public LogListener withBatches(int every) {
        Checks.require(every >= 1, "every", every, "at least 1");
        return new LogListener(logger, every);
    }

    @Override
    public void trainingStarted(int epochs, int batchesAnEpoch) {
        this.epochs = epochs;
        this.batches = batchesAnEpoch;
        this.done = 0;
        log(Level.INFO, "training starts: %d epochs of %d batches", epochs, batchesAnEpoch);
    }

    @Override
    public void batchFinished(int epoch, int batch, int rows, float loss) {
        if (every > 0 && batch % every == 0 && logger.isLoggable(Level.DEBUG)) {
            log(Level.DEBUG, "epoch %d of %d, batch %d of %d: loss %.5g", epoch, epochs, batch,
                    batches, loss);
        }
    }

    @Override
    public void epochFinished(Epoch epoch) {
        done = epoch.number();
        String figures =
                EpochFigures.ofEvaluations(epoch).entrySet().stream()
                        .map(e -> String.format(Locale.ROOT, "%s %.5g", e.getKey(), e.getValue()))
                        .collect(Collectors.joining(", "));
        log(Level.INFO, "epoch %d of %d, %.3g s: %s", epoch.number(), epochs, epoch.seconds(),
                figures);
    }

    @Override
    public void trainingFinished(History history) {
        EndReason reason = history.endReason();
        log(
                Level.INFO,
                "training ended after %d epochs%s%s",
                done,
                reason == EndReason.ALL_EPOCHS ? "" : " (" + reason + ")",
                done == 0 ? "" : ", the best was " + history.best().number());
    }

    @Override
    public void trainingFailed(Throwable error) {
        log(Level.ERROR, "training failed after %d epochs: %s", done, error);
    }

    private void log(Level level, String format, Object... values) {
        logger.log(level, () -> String.format(Locale.ROOT, format, values));
    }
}
