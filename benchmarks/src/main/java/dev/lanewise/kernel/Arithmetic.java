package dev.lanewise.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Floating-point operations of matrix products: a row of its own in the table, per second. */
@State(Scope.Thread)
@AuxCounters
public class Arithmetic {
    /** Operations, in thousands of millions. */
    public double gflop;

    /** Starts at zero. */
    public Arithmetic() {}

    /** Forgets the last iteration's. */
    @Setup(Level.Iteration)
    public void clear() {
        gflop = 0;
    }

    /** Counts so many operations. */
    public void add(double operations) {
        gflop += 1e-9 * operations;
    }
}
