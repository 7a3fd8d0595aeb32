package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import java.util.List;

/** What the descriptions of normalizations have in common. */
final class Norms {
    private Norms() {}

    /** Above 0 as a float: a constant column or row would get 0/0. */
    static void epsilon(double epsilon) {
        Checks.require(
                (float) epsilon >= Float.MIN_NORMAL && epsilon <= Float.MAX_VALUE,
                "epsilon",
                epsilon,
                "finite and above 0, also in single precision");
    }

    static List<Parameter> parameters(int features, int scaleOffset, int shiftOffset) {
        return List.of(
                Parameter.vector("weight", Parameter.Role.SCALE, scaleOffset, features),
                Parameter.vector("bias", Parameter.Role.SHIFT, shiftOffset, features));
    }
}
