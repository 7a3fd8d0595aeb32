package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * The lane width of this process, in a class of its own so that no kernel is loaded to ask for it.
 *
 * <p>C2 turns vector operations into instructions only where the species is a constant. Wider lanes
 * than 512 bits are not used: reductions are defined on sixteen lanes of float.
 */
final class Lanes {
    static final VectorSpecies<Float> FLOAT =
            FloatVector.SPECIES_PREFERRED.length() > 16
                    ? FloatVector.SPECIES_512
                    : FloatVector.SPECIES_PREFERRED;
    static final int COUNT = FLOAT.length();

    private Lanes() {}
}
