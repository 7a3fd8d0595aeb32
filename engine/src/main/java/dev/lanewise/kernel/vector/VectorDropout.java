package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.scalar.ScalarDropout;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Dropout on whole vectors; the scalar twin does the tail. */
final class VectorDropout extends ScalarDropout {
    /** As many lanes as there are of float. */
    private static final VectorSpecies<Integer> INT = Lanes.FLOAT.withLanes(int.class);

    @Override
    protected void drop(
            float[] y,
            int yOffset,
            float[] x,
            int xOffset,
            int n,
            int start,
            int middle,
            int threshold,
            float scale) {
        int body = Lanes.FLOAT.loopBound(n);
        IntVector starts = IntVector.broadcast(INT, start).addIndex(1);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            // the operations of mix, which would be too large a method to hand a vector to
            IntVector h = starts.add(i);
            h = h.lanewise(VectorOperators.LSHR, 16).lanewise(VectorOperators.XOR, h);
            h = h.mul(0x85ebca6b);
            h = h.lanewise(VectorOperators.LSHR, 13).lanewise(VectorOperators.XOR, h);
            h = h.mul(0xc2b2ae35);
            h = h.lanewise(VectorOperators.LSHR, 16).lanewise(VectorOperators.XOR, h);
            h = h.add(middle);
            h = h.lanewise(VectorOperators.LSHR, 16).lanewise(VectorOperators.XOR, h);
            h = h.mul(0x7feb352d);
            h = h.lanewise(VectorOperators.LSHR, 15).lanewise(VectorOperators.XOR, h);
            h = h.mul(0x846ca68b);
            h = h.lanewise(VectorOperators.LSHR, 16).lanewise(VectorOperators.XOR, h);
            VectorMask<Integer> dropped = h.compare(VectorOperators.LT, threshold);
            FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i).mul(scale).reinterpretAsInts()
                    .blend(0, dropped).reinterpretAsFloats().intoArray(y, yOffset + i);
        }
        super.drop(
                y, yOffset + body, x, xOffset + body, n - body, start + body, middle, threshold,
                scale);
    }
}
