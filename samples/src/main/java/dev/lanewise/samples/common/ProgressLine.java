package dev.lanewise.samples.common;

import java.io.Console;
import java.io.PrintWriter;
import java.text.DecimalFormat;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.DelegatingProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarStyle;

/**
 * A progress bar in the last line of a terminal, with lines of text above it.
 *
 * <p>Where the output is no terminal there is no bar, so a pipe or a log gets the lines alone. The
 * bar is written to standard error and disappears at the end.
 */
public final class ProgressLine implements AutoCloseable {
    private static final int INTERVAL_MILLIS = 200;

    private final PrintWriter out;
    private final ProgressBarConsumer screen;
    private final ProgressBar bar;

    /**
     * Starts a bar.
     *
     * @param most the number of bytes, images or the like at the end, or -1 if nobody knows
     * @param unit their name, for so many of them as {@code unitSize} says
     */
    public ProgressLine(String task, long most, String unit, long unitSize, PrintWriter out) {
        this.out = out;
        this.screen = onTerminal() ? new Screen() : new DelegatingProgressBarConsumer(_ -> {});
        this.bar =
                ProgressBar.builder()
                        .setTaskName(task)
                        .setInitialMax(most)
                        .setUnit(" " + unit, unitSize)
                        .setStyle(ProgressBarStyle.ASCII)
                        .setUpdateIntervalMillis(INTERVAL_MILLIS)
                        .setConsumer(screen)
                        .clearDisplayOnFinish()
                        .showSpeed(new DecimalFormat("#,##0"))
                        .build();
    }

    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }

    /** Goes on by so much. */
    public void stepBy(long step) {
        bar.stepBy(step);
    }

    /** Goes on to a point. */
    public void stepTo(long point) {
        bar.stepTo(point);
    }

    /** Sets the text to the right of the bar. */
    public void say(String message) {
        bar.setExtraMessage(" " + message);
    }

    /** Prints a line that stays, above the bar. */
    public void println(String line) {
        synchronized (screen) {
            screen.clear();
            out.println(line);
            out.flush();
        }
        bar.refresh();
    }

    @Override
    public void close() {
        bar.close();
    }

    /** Standard error; its lock keeps the bar's own thread from writing into a line of text. */
    private static final class Screen extends ConsoleProgressBarConsumer {
        Screen() {
            super(System.err);
        }

        @Override
        public synchronized void accept(String rendered) {
            super.accept(rendered);
        }

        /** The cursor is at the start of the line already: no new line. */
        @Override
        public void close() {
            System.err.flush();
        }
    }
}
