package dev.lanewise.measure;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Times a work on a machine that is shared: in windows of two milliseconds, or of one call where
 * that takes longer, between readings of two yardsticks. A window counts where both yardsticks, on
 * both sides of it, stand {@linkplain #NEAR_BEST near the best} that they show in this process.
 * What neighbours take of memory and of shared caches they do not show.
 *
 * <p>The best is a high quantile of all readings of a core, so that no freak decides, and it is
 * known for certain only at the end: so windows are kept, and judged by {@link #summary} when all
 * has been timed. What {@link #time} knows already only decides when it has seen enough.
 *
 * <p>Used by one thread.
 */
public final class CleanWindows {
    /** As far may yardsticks stay below their best where the core is taken to be ours alone. */
    public static final double NEAR_BEST = 0.97;
    /**
     * The quantile of readings that is taken for their best: not the highest, which may be a freak,
     * but high, as on a busy machine the core may be ours alone for a small part of the time only.
     */
    public static final double BEST = 0.99;

    private static final long MILLISECOND = 1_000_000;
    private static final long WINDOW = 2 * MILLISECOND;
    private static final long WORK_WARM_UP = 30 * MILLISECOND;

    /** Clean windows without which their median says little; there are more if time allows. */
    public static final int ENOUGH = 5;
    private static final int PLENTY = 11;
    private static final long WHILE = 250 * MILLISECOND;

    /** C2 compiles the yardsticks twice, the second time within the first second. */
    private static final long LEAST_YARDSTICK_WARM_UP = 1_500 * MILLISECOND;
    private static final long MOST_YARDSTICK_WARM_UP = 4_000 * MILLISECOND;
    private static final int READINGS_PER_ROUND = 50;
    private static final int STEADY_ROUNDS = 5;
    private static final double STEADY = 0.99;

    private final Supplier<List<Reading>> yardsticks;
    private final LongSupplier nanoTime;
    private final Reading known;
    private final long limitNanos;
    private final RunningQuantile fma = new RunningQuantile(BEST);
    private final RunningQuantile integer = new RunningQuantile(BEST);
    /** That the work uses, as the last reading showed. */
    private int cores;

    /**
     * Windows between readings of these yardsticks.
     *
     * @param yardsticks a reading for each core that the work uses
     * @param nanoTime the clock, {@code System::nanoTime}
     * @param known what another process saw the yardsticks show, so that this one is not content
     *     with less if the machine is never its own; {@link Reading#NONE} if nothing is known
     * @param limitNanos how long to look for clean windows of one work
     */
    public CleanWindows(
            Supplier<List<Reading>> yardsticks,
            LongSupplier nanoTime,
            Reading known,
            long limitNanos) {
        this.yardsticks = yardsticks;
        this.nanoTime = nanoTime;
        this.known = known;
        this.limitNanos = limitNanos;
    }

    /**
     * Reads the yardsticks until C2 has compiled them and the best of some rounds in a row agree;
     * what they showed before that is forgotten. To be called first.
     */
    public void warmUp() {
        long start = nanoTime.getAsLong();
        Deque<Reading> rounds = new ArrayDeque<>();
        long elapsed;
        do {
            rounds.addLast(round());
            if (rounds.size() > STEADY_ROUNDS) {
                rounds.removeFirst();
            }
            elapsed = nanoTime.getAsLong() - start;
        } while (elapsed < LEAST_YARDSTICK_WARM_UP
                || elapsed < MOST_YARDSTICK_WARM_UP && !steady(rounds));
    }

    /** Forgets what was seen, and looks anew. */
    private Reading round() {
        fma.clear();
        integer.clear();
        for (int i = 0; i < READINGS_PER_ROUND; i++) {
            read();
        }
        return seen();
    }

    private static boolean steady(Deque<Reading> rounds) {
        Reading best = rounds.stream().reduce(Reading::best).orElseThrow();
        return rounds.size() == STEADY_ROUNDS
                && rounds.stream().allMatch(round -> round.reaches(STEADY, best));
    }

    /** The best that the yardsticks show on a core, as far as it is known by now. */
    public Reading reference() {
        return known.best(seen());
    }

    private Reading seen() {
        return new Reading(fma.value(), integer.value());
    }

    /**
     * Times a work, after a short warm-up, until there are enough windows that look clean by now,
     * or time is up.
     */
    public List<Window> time(Runnable work) {
        int calls = callsPerWindow(work);
        List<Window> windows = new ArrayList<>();
        int clean = 0;
        long start = nanoTime.getAsLong();
        Reading before = read();
        do {
            if (calls > 1 || cores > 1) {
                // a library's threads may have gone to sleep while the yardsticks were read
                work.run();
            }
            double rate = 1e9 * calls / duration(work, calls);
            Reading after = read();
            Window window = new Window(before, rate, after);
            windows.add(window);
            clean += isClean(window) ? 1 : 0;
            before = after;
        } while (!seenEnough(clean, nanoTime.getAsLong() - start));
        return windows;
    }

    private boolean seenEnough(int clean, long elapsed) {
        return clean >= PLENTY || clean >= ENOUGH && elapsed >= WHILE || elapsed >= limitNanos;
    }

    /** Whether these windows are enough for a median, by the reference as it is now. */
    public boolean areEnough(List<Window> windows) {
        return windows.stream().filter(this::isClean).count() >= ENOUGH;
    }

    /** Judges windows by the reference as it is now. */
    public WindowSummary summary(List<Window> windows) {
        return WindowSummary.of(windows, this::isClean);
    }

    private boolean isClean(Window window) {
        Reading reference = reference();
        return window.before().reaches(NEAR_BEST, reference)
                && window.after().reaches(NEAR_BEST, reference);
    }

    private Reading read() {
        List<Reading> readings = yardsticks.get();
        cores = readings.size();
        for (Reading core : readings) {
            fma.add(core.fma());
            integer.add(core.integer());
        }
        return readings.stream().reduce(Reading::worst).orElseThrow();
    }

    /** Warms up, and counts the calls that fill a window. */
    private int callsPerWindow(Runnable work) {
        long start = nanoTime.getAsLong();
        int calls = 1;
        int before;
        do {
            before = calls;
            double each = (double) duration(work, calls) / calls;
            // by steps, as one interrupted call says little
            calls = (int) Math.clamp(Math.ceil(WINDOW / each), Math.max(1, calls / 4), 4 * calls);
        } while (calls > 2 * before || nanoTime.getAsLong() - start < WORK_WARM_UP);
        return calls;
    }

    private long duration(Runnable work, int calls) {
        long start = nanoTime.getAsLong();
        for (int call = 0; call < calls; call++) {
            work.run();
        }
        return Math.max(1, nanoTime.getAsLong() - start);
    }
}
