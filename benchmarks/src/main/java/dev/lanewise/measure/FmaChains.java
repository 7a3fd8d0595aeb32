package dev.lanewise.measure;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Independent chains of fused multiply-adds that never leave the registers: the most floating-point
 * operations that Java gets out of a core.
 *
 * <p>Fifteen chains and the factor that they share fill sixteen registers; two multipliers of four
 * cycles, as most processors have, need eight, and four need sixteen, where this shows 6 per cent
 * too little. The loop must not look like counting to C2, which would unroll it and put the links
 * of each chain one behind the other: the processor then sees too few chains at a time, and 118
 * GFLOP/s become 53 or 88, in one JVM and not in the next.
 */
final class FmaChains {
    private static final VectorSpecies<Float> SPECIES = FloatVector.SPECIES_PREFERRED;
    private static final int CHAINS = 15;

    /** Turns of the loop, a power of two: some 20 microseconds, so that the clock costs nothing. */
    private static final int TURNS = 1 << 12;

    /** Floats in a vector. */
    static final int LANES = SPECIES.length();

    /** Floating-point operations of a run. */
    static final int OPERATIONS = 2 * CHAINS * LANES * TURNS;

    private FmaChains() {}

    /** Runs the chains; the result is of no interest, but must be used. */
    static float run(float start) {
        FloatVector x = FloatVector.broadcast(SPECIES, 0.25f);
        FloatVector c0 = FloatVector.broadcast(SPECIES, start);
        FloatVector c1 = c0;
        FloatVector c2 = c0;
        FloatVector c3 = c0;
        FloatVector c4 = c0;
        FloatVector c5 = c0;
        FloatVector c6 = c0;
        FloatVector c7 = c0;
        FloatVector c8 = c0;
        FloatVector c9 = c0;
        FloatVector c10 = c0;
        FloatVector c11 = c0;
        FloatVector c12 = c0;
        FloatVector c13 = c0;
        FloatVector c14 = c0;
        int turn = 0;
        do {
            c0 = x.fma(x, c0);
            c1 = x.fma(x, c1);
            c2 = x.fma(x, c2);
            c3 = x.fma(x, c3);
            c4 = x.fma(x, c4);
            c5 = x.fma(x, c5);
            c6 = x.fma(x, c6);
            c7 = x.fma(x, c7);
            c8 = x.fma(x, c8);
            c9 = x.fma(x, c9);
            c10 = x.fma(x, c10);
            c11 = x.fma(x, c11);
            c12 = x.fma(x, c12);
            c13 = x.fma(x, c13);
            c14 = x.fma(x, c14);
            turn = turn + 1 & TURNS - 1;
        } while (turn != 0);
        FloatVector low = c0.add(c1).add(c2).add(c3).add(c4).add(c5).add(c6).add(c7);
        FloatVector high = c8.add(c9).add(c10).add(c11).add(c12).add(c13).add(c14);
        return low.add(high).reduceLanes(VectorOperators.ADD);
    }
}
