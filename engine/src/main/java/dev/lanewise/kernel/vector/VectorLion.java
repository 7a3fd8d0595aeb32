package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.scalar.ScalarLion;
import jdk.incubator.vector.FloatVector;

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
            FloatVector sign = Signs.of(beta1s.fma(mean, gradient.mul(oneMinusBeta1)));
            Subnormals.flushed(beta2s.fma(mean, gradient.mul(oneMinusBeta2)))
                    .intoArray(state, stateOffset + i);
            FloatVector decayed = minusDecays.fma(weight, weight);
            Subnormals.flushed(minusLearningRates.fma(sign, decayed)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset + body, slotStride,
                n - body);
    }
}
