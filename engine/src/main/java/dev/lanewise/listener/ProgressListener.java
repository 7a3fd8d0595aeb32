package dev.lanewise.listener;

import dev.lanewise.internal.Checks;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.History;
import dev.lanewise.train.TrainingListener;
import java.io.Console;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.function.LongSupplier;

/**
 * Shows how far a training is:
 *
 * <pre>
 * epoch  4/12 [#######.................]  30%  loss 0.1234  22,810 rows/s  0:07 left
 * </pre>
 *
 * <p>On a terminal the line is rewritten in place, ten times a second; elsewhere a line without the
 * bar follows the last one after ten seconds. The last of all stays, with the time that the
 * training took. The loss is the mean over the epoch so far; the rate leaves out validations, the
 * time left takes them to go on as they did.
 *
 * <p>Between two lines a batch costs one look at the clock and allocates nothing. On a terminal the
 * line is taken away at the end of an epoch and put back at the start of the next, so that
 * listeners added after this one may print there in between. For one training at a time.
 */
public final class ProgressListener implements TrainingListener {
    /** One column less than most terminals have: in the last one, some go on to the next line. */
    private static final int WIDTH = 79;

    private static final int WIDEST_BAR = 24;
    private static final int NARROWEST_BAR = 4;
    private static final Duration ON_TERMINAL = Duration.ofMillis(100);
    private static final Duration ELSEWHERE = Duration.ofSeconds(10);

    private final TextSink out;
    private final boolean terminal;
    private final long interval;
    private final LongSupplier clock;

    private int epochs;
    private int batchesAnEpoch;
    private long start;
    private long lastLine;
    /** The line on the terminal, which the next one must cover. */
    private String shown = "";

    private int epoch;
    private int batch;
    private long epochStart;
    private long epochNanos;
    private long rows;
    private double lossSum;

    private ProgressListener(
            TextSink out, boolean terminal, Duration interval, LongSupplier clock) {
        this.out = out;
        this.terminal = terminal;
        this.interval = interval.toNanos();
        this.clock = clock;
    }

    /** On standard error; as on a terminal where {@link System#console} is one. */
    public static ProgressListener of() {
        Console console = System.console();
        return of(System.err, console != null && console.isTerminal());
    }

    /**
     * On a stream or writer of the caller's, which is flushed and stays open.
     *
     * @param terminal whether a carriage return goes back to the beginning of the line
     */
    public static ProgressListener of(Appendable out, boolean terminal) {
        return of(out, terminal, System::nanoTime);
    }

    static ProgressListener of(Appendable out, boolean terminal, LongSupplier clock) {
        return new ProgressListener(
                TextSink.of(out), terminal, terminal ? ON_TERMINAL : ELSEWHERE, clock);
    }

    /** Another listener that leaves at least so much time between two lines; 0 for every batch. */
    public ProgressListener withInterval(Duration interval) {
        Objects.requireNonNull(interval, "interval");
        Checks.require(!interval.isNegative(), "interval", interval, "at least 0");
        return new ProgressListener(out, terminal, interval, clock);
    }

    @Override
    public void trainingStarted(int epochs, int batchesAnEpoch) {
        this.epochs = epochs;
        this.batchesAnEpoch = batchesAnEpoch;
        start = clock.getAsLong();
        lastLine = start;
        shown = "";
        epoch = 0;
    }

    @Override
    public void epochStarted(int epoch) {
        this.epoch = epoch;
        batch = 0;
        epochStart = clock.getAsLong();
        rows = 0;
        lossSum = 0;
        if (!shown.isEmpty()) {
            out.write("\r" + shown);
        }
    }

    @Override
    public void batchFinished(int epoch, int batch, int rows, float loss) {
        this.batch = batch;
        this.rows += rows;
        lossSum += (double) rows * loss;
        long now = clock.getAsLong();
        epochNanos = now - epochStart;
        if (now - lastLine >= interval) {
            lastLine = now;
            show(time(timeLeft(now)) + " left");
        }
    }

    @Override
    public void epochFinished(Epoch result) {
        if (!shown.isEmpty()) {
            out.write("\r" + " ".repeat(shown.length()) + "\r");
        }
    }

    @Override
    public void trainingFinished(History history) {
        showLast("in ");
    }

    @Override
    public void trainingFailed(Throwable error) {
        showLast("stopped after ");
    }

    private void showLast(String before) {
        if (epoch == 0) { // no epoch has begun, or all has been said
            return;
        }
        show(before + time(clock.getAsLong() - start));
        if (terminal) {
            out.write(System.lineSeparator());
        }
        shown = "";
        epoch = 0;
    }

    /** Takes what is to come to go at the mean speed of what is done. */
    private long timeLeft(long now) {
        return (long) ((double) (now - start) * (total() - done()) / done());
    }

    private long total() {
        return (long) epochs * batchesAnEpoch;
    }

    private long done() {
        return (epoch - 1L) * batchesAnEpoch + batch;
    }

    private void show(String time) {
        String left = String.format(
                Locale.ROOT, "epoch %" + Integer.toString(epochs).length() + "d/%d ", epoch,
                epochs);
        String right = String.format(
                Locale.ROOT, "%3d%%  loss %.4g  %,.0f rows/s  %s", 100 * done() / total(),
                lossSum / rows, rows * 1e9 / Math.max(1, epochNanos), time);
        if (terminal) {
            rewrite(left + bar(WIDTH - left.length() - right.length()) + right);
        } else {
            out.write(left + right + System.lineSeparator());
        }
    }

    /** A bar and a space in at most so many columns, or nothing. */
    private String bar(int columns) {
        int width = Math.min(columns - "[] ".length(), WIDEST_BAR);
        if (width < NARROWEST_BAR) {
            return "";
        }
        int full = (int) (width * done() / total());
        return "[" + "#".repeat(full) + ".".repeat(width - full) + "] ";
    }

    private void rewrite(String line) {
        String next = line.substring(0, Math.min(WIDTH, line.length()));
        out.write("\r" + next + " ".repeat(Math.max(0, shown.length() - next.length())));
        shown = next;
    }

    private static String time(long nanos) {
        long seconds = Duration.ofNanos(nanos).toSeconds();
        return seconds < 3600
                ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", seconds / 3600, seconds / 60 % 60,
                        seconds % 60);
    }
}
