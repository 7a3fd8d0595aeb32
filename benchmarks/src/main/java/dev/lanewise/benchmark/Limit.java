package dev.lanewise.benchmark;

import dev.lanewise.measure.Triad;

/**
 * What the machine allows at most to a work, as a yardstick of the same kind shows it.
 *
 * @param name of the yardstick
 * @param rate GFLOP/s or GB/s; NaN if it was not read
 */
record Limit(String name, double rate) {
    /** Calls that move no more have all of it in a second-level cache: 512 KB, the smallest. */
    private static final double CACHED_GBYTES = 1e-9 * (512 << 10);
    /** The middle between the larger triads, as a ratio. */
    private static final double BEYOND_GBYTES =
            1e-9 * Math.sqrt((double) Triad.Size.MIDDLE.bytes() * Triad.Size.MEMORY.bytes());

    /**
     * The yardstick for a work. Cores have an FMA unit each, but share caches and memory, of which
     * only one core's part was read: so there is no limit to what several of them move.
     *
     * @param cores that do the work
     */
    static Limit of(Work work, int cores, Results results) {
        if (work.kind() == Work.Kind.GFLOP) {
            double fma = cores * results.best().fma();
            return new Limit("fma", fma > 0 ? fma : Double.NaN);
        }
        Triad.Size size = size(work.amount());
        return new Limit("triad " + size, cores == 1 ? results.triad(size) : Double.NaN);
    }

    private static Triad.Size size(double gbytes) {
        if (gbytes <= CACHED_GBYTES) {
            return Triad.Size.CACHE;
        }
        return gbytes <= BEYOND_GBYTES ? Triad.Size.MIDDLE : Triad.Size.MEMORY;
    }
}
