package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarSgd;
import jdk.incubator.vector.FloatVector;

/** Stochastic gradient descent on whole vectors; the scalar twin does the tail. */
final class VectorSgd extends ScalarSgd {
    /** The weight decay as {@link dev.lanewise.kernel.Kernels#sgd} has it. */
    VectorSgd(float weightDecay) {
        super(weightDecay);
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
        FloatVector weightDecays = FloatVector.broadcast(Lanes.FLOAT, weightDecay);
        FloatVector minusLearningRates = FloatVector.broadcast(Lanes.FLOAT, minusLearningRate);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i);
            FloatVector next = minusLearningRates.fma(weightDecays.fma(weight, gradient), weight);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset, slotStride, n - body);
    }
}
