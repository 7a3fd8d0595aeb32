package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.kernel.scalar.ScalarL1Regularized;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** The gradient of an L1 penalty on whole vectors; the scalar twin does the tails. */
final class VectorL1Regularized extends ScalarL1Regularized {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#l1Regularized} has them. */
    VectorL1Regularized(UpdateKernel update, float strength) {
        super(update, strength);
    }

    @Override
    protected void addPenalty(float[] g, int gOffset, float[] w, int wOffset, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector strengths = FloatVector.broadcast(Lanes.FLOAT, strength);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector sign = weight.blend(1f, weight.compare(VectorOperators.GT, 0f))
                    .blend(-1f, weight.lt(0f));
            strengths.fma(sign, FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i))
                    .intoArray(g, gOffset + i);
        }
        super.addPenalty(g, gOffset + body, w, wOffset + body, n - body);
    }
}
