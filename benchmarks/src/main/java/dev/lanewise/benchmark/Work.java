package dev.lanewise.benchmark;

/**
 * What a call does, in thousands of millions of operations or bytes.
 *
 * @param kind which of them
 * @param amount how many
 */
record Work(Kind kind, double amount) {
    /** What is counted. */
    enum Kind {
        /** Floating-point operations. */
        GFLOP("gflop", "GFLOP/s"),
        /** Bytes read and written. */
        GBYTE("gbytes", "GB/s");

        /** Of the secondary result. */
        final String counter;
        /** Of a rate. */
        final String unit;

        Kind(String counter, String unit) {
            this.counter = counter;
            this.unit = unit;
        }
    }

    /** How fast that is if a call takes so long. */
    double rate(double nanos) {
        return 1e9 * amount / nanos;
    }
}
