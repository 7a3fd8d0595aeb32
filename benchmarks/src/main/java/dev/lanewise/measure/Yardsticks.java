package dev.lanewise.measure;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntToDoubleFunction;
import java.util.function.Supplier;

/**
 * The two yardsticks of the machine, read in about a fifth of a millisecond: FMA chains in
 * registers, the limit of a matrix product, and an integer loop that shows whether the cores are
 * ours alone.
 *
 * <p>On several threads, of which the caller is one, the yardsticks run on all of them at the same
 * time. A reading then waits first, until threads of the library that is measured no longer spin.
 */
public final class Yardsticks implements Supplier<List<Reading>>, AutoCloseable {
    private static final int READING_NANOS = 100_000;
    private static final int SPINNING_NANOS = 400_000;

    private final int threads;
    private final ExecutorService helpers;
    /** Written only, so that C2 cannot drop the loops. */
    private volatile double sink;

    /**
     * Yardsticks that run on so many threads.
     *
     * @throws IllegalArgumentException if there is not at least one thread
     */
    public Yardsticks(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("threads is " + threads + ", expected at least 1");
        }
        this.threads = threads;
        helpers = Executors.newFixedThreadPool(
                Math.max(1, threads - 1), Thread.ofPlatform().daemon().factory());
    }

    /** Floats in a vector of the FMA chains. */
    public static int lanes() {
        return FmaChains.LANES;
    }

    /** Reads both yardsticks once, on each thread. */
    @Override
    public List<Reading> get() {
        if (threads == 1) {
            return List.of(read());
        }
        await(SPINNING_NANOS);
        AtomicInteger missing = new AtomicInteger(threads);
        List<Future<Reading>> others = new ArrayList<>();
        for (int helper = 1; helper < threads; helper++) {
            others.add(helpers.submit(() -> readWithOthers(missing)));
        }
        List<Reading> readings = new ArrayList<>();
        readings.add(readWithOthers(missing));
        for (Future<Reading> other : others) {
            readings.add(result(other));
        }
        return readings;
    }

    /** Ends the helping threads. */
    @Override
    public void close() {
        helpers.shutdown();
    }

    private static void await(long nanos) {
        long end = System.nanoTime() + nanos;
        while (System.nanoTime() - end < 0) {
            Thread.onSpinWait();
        }
    }

    private Reading readWithOthers(AtomicInteger missing) {
        missing.decrementAndGet();
        while (missing.get() > 0) {
            Thread.onSpinWait();
        }
        return read();
    }

    private Reading read() {
        return new Reading(
                rate(FmaChains::run, FmaChains.OPERATIONS),
                rate(IntegerLoop::run, IntegerLoop.OPERATIONS));
    }

    /** Operations in a nanosecond. */
    private double rate(IntToDoubleFunction loop, int operationsPerRun) {
        long start = System.nanoTime();
        int runs = 0;
        long elapsed;
        do {
            sink = loop.applyAsDouble(runs++);
            elapsed = System.nanoTime() - start;
        } while (elapsed < READING_NANOS);
        return (double) runs * operationsPerRun / elapsed;
    }

    private static Reading result(Future<Reading> reading) {
        try {
            return reading.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a yardstick was read", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("a yardstick failed", e.getCause());
        }
    }
}
