package dev.lanewise.peers.predict;

import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import dev.lanewise.measure.RunningQuantile;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToDoubleFunction;

/**
 * How long calls took, block by block. A block counts as clean where both yardsticks, on both sides
 * of it, stand near the best that they show in this process, as in {@link CleanWindows}; there the
 * speed of whole windows is looked for, here the single call.
 */
final class Latencies {
    private final List<Block> blocks;
    private final Reading reference;

    /**
     * Judges blocks.
     *
     * @param known what another process saw the yardsticks show; {@link Reading#NONE} if nothing is
     *     known
     */
    Latencies(List<Block> blocks, Reading known) {
        this.blocks = List.copyOf(blocks);
        reference = known.best(new Reading(best(Reading::fma), best(Reading::integer)));
    }

    private double best(ToDoubleFunction<Reading> yardstick) {
        RunningQuantile quantile = new RunningQuantile(CleanWindows.BEST);
        for (Block block : blocks) {
            quantile.add(yardstick.applyAsDouble(block.before()));
            quantile.add(yardstick.applyAsDouble(block.after()));
        }
        return quantile.value();
    }

    /** The best that the yardsticks showed, by which blocks are judged. */
    Reading reference() {
        return reference;
    }

    /** Nanoseconds of each call in clean blocks, shortest first. */
    long[] clean() {
        return sorted(this::isClean);
    }

    /** Nanoseconds of every call, shortest first. */
    long[] all() {
        return sorted(block -> true);
    }

    private boolean isClean(Block block) {
        return block.before().reaches(CleanWindows.NEAR_BEST, reference)
                && block.after().reaches(CleanWindows.NEAR_BEST, reference);
    }

    private long[] sorted(Predicate<Block> which) {
        long[] nanos = blocks.stream()
                .filter(which)
                .flatMapToLong(block -> Arrays.stream(block.nanos()))
                .toArray();
        Arrays.sort(nanos);
        return nanos;
    }

    /**
     * The percentile by nearest rank: the shortest time within which so many of a hundred calls
     * were over.
     *
     * @param sorted shortest first; at least one
     * @param percent above 0 and at most 100
     */
    static long percentile(long[] sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(1, rank) - 1];
    }
}
