package dev.lanewise.kernel;

import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Memory that a kernel has to read and to write: a row of its own in the table, per second. */
@State(Scope.Thread)
@AuxCounters
public class Traffic {
    /** Bytes, in thousands of millions. */
    public double gbytes;

    /** Starts at zero. */
    public Traffic() {}

    /** Forgets the last iteration's. */
    @Setup(Level.Iteration)
    public void clear() {
        gbytes = 0;
    }

    /** Counts so many floats, each read once or written once. */
    public void addFloats(double floats) {
        gbytes += 4e-9 * floats;
    }
}
