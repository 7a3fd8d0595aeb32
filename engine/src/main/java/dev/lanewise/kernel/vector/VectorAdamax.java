package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarAdamax;
import jdk.incubator.vector.FloatVector;

/** Adamax on whole vectors; the scalar twin does the tails. */
final class VectorAdamax extends ScalarAdamax {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#adamax} has them. */
    VectorAdamax(double beta1, double beta2, float epsilon, float weightDecay) {
        super(beta1, beta2, epsilon, weightDecay);
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
        int m = stateOffset;
        int u = m + slotStride;
        FloatVector weightDecays = FloatVector.broadcast(Lanes.FLOAT, weightDecay);
        FloatVector beta1s = FloatVector.broadcast(Lanes.FLOAT, beta1);
        FloatVector minusStepSizes = FloatVector.broadcast(Lanes.FLOAT, minusStepSize);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector gradient =
                    weightDecays.fma(weight, FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector moment =
                    beta1s.fma(FloatVector.fromArray(Lanes.FLOAT, state, m + i),
                            gradient.mul(oneMinusBeta1));
            FloatVector mean = moment.blend(0f, moment.abs().lt(MIN_NORMAL));
            FloatVector largest = FloatVector.fromArray(Lanes.FLOAT, state, u + i).mul(beta2)
                    .max(gradient.abs().add(epsilon));
            mean.intoArray(state, m + i);
            largest.intoArray(state, u + i);
            FloatVector next = minusStepSizes.fma(mean.div(largest), weight);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset + body, slotStride,
                n - body);
    }
}
