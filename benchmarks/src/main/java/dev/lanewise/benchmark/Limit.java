package dev.lanewise.benchmark;

/**
 * What the machine allows at most to a work, as a yardstick of the same kind shows it.
 *
 * @param name of the yardstick
 * @param rate GFLOP/s or GB/s; NaN if it was not read
 */
record Limit(String name, double rate) {
    /**
     * Calls that move less than this are taken to work in a core's own caches. What lies between,
     * in a third-level cache, is compared with the memory and may stand above it.
     */
    private static final double CACHED_GBYTES = 4e-3;

    /** The yardstick for a work. */
    static Limit of(Work work, Results results) {
        if (work.kind() == Work.Kind.GFLOP) {
            double fma = results.best().fma();
            return new Limit("fma", fma > 0 ? fma : Double.NaN);
        }
        return work.amount() < CACHED_GBYTES
                ? new Limit("triad in cache", results.cache())
                : new Limit("triad in memory", results.memory());
    }
}
