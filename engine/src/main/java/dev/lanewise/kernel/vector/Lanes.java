package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The lane width of this process, in a class of its own so that no kernel is loaded to ask for it.
 *
 * <p>C2 turns vector operations into instructions only where the species is a constant. Wider lanes
 * than 512 bits are not used: reductions are defined on sixteen lanes of float. Nor are narrower
 * ones than 128, which the JVM prefers where it has no vector instructions: kernels count on four.
 */
final class Lanes {
    static final VectorSpecies<Float> PREFERRED = FloatVector.SPECIES_PREFERRED;
    static final VectorSpecies<Float> FLOAT = used();
    static final int COUNT = FLOAT.length();

    private Lanes() {}

    private static VectorSpecies<Float> used() {
        if (PREFERRED.length() > 16) {
            return FloatVector.SPECIES_512;
        }
        return PREFERRED.length() < 4 ? FloatVector.SPECIES_128 : PREFERRED;
    }
}
