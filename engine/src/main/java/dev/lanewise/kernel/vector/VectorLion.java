package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarLion;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;

/** Lion on whole vectors; the scalar twin does the tails. */
final class VectorLion extends ScalarLion {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#lion} has them. */
    VectorLion(double beta1, double beta2, float weightDecay) {
        super(beta1, beta2, weightDecay);
    }

    @Override
    protected void run(
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            float[] state,
            int stateOffset,
            int slotStride,
            int n) {
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector beta1s = FloatVector.broadcast(Lanes.FLOAT, beta1);
        FloatVector beta2s = FloatVector.broadcast(Lanes.FLOAT, beta2);
        FloatVector minusDecays = FloatVector.broadcast(Lanes.FLOAT, minusDecay);
        FloatVector minusLearningRates = FloatVector.broadcast(Lanes.FLOAT, minusLearningRate);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i);
            FloatVector mean = FloatVector.fromArray(Lanes.FLOAT, state, stateOffset + i);
            FloatVector ahead = beta1s.fma(mean, gradient.mul(oneMinusBeta1));
            FloatVector sign = ahead.blend(1f, ahead.compare(VectorOperators.GT, 0f))
                    .blend(-1f, ahead.lt(0f));
            FloatVector moved = beta2s.fma(mean, gradient.mul(oneMinusBeta2));
            moved.blend(0f, moved.abs().lt(MIN_NORMAL)).intoArray(state, stateOffset + i);
            FloatVector decayed = minusDecays.fma(weight, weight);
            FloatVector next = minusLearningRates.fma(sign, decayed);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset + body, slotStride,
                n - body);
    }
}
