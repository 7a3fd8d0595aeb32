package dev.lanewise.kernel.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** {@link Math#signum(float)} on vectors. */
final class Signs {
    private Signs() {}

    /** 1 or −1, and zeros and NaN as they are. Small, so that it is always inlined. */
    static FloatVector of(FloatVector x) {
        return x.blend(1f, x.compare(VectorOperators.GT, 0f))
                .blend(-1f, x.compare(VectorOperators.LT, 0f));
    }
}
