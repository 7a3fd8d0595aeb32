package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarRmsProp;
import jdk.incubator.vector.FloatVector;

/** RMSprop on whole vectors; the scalar twin does the tails. */
final class VectorRmsProp extends ScalarRmsProp {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#rmsProp} has them. */
    VectorRmsProp(
            double alpha, float epsilon, float weightDecay, float momentum, boolean centered) {
        super(alpha, epsilon, weightDecay, momentum, centered);
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
        int v = stateOffset;
        int a = v + slotStride;
        int d = centered ? a + slotStride : a;
        FloatVector weightDecays = FloatVector.broadcast(Lanes.FLOAT, weightDecay);
        FloatVector alphas = FloatVector.broadcast(Lanes.FLOAT, alpha);
        FloatVector momenta = FloatVector.broadcast(Lanes.FLOAT, momentum);
        FloatVector minusLearningRates = FloatVector.broadcast(Lanes.FLOAT, minusLearningRate);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector gradient =
                    weightDecays.fma(weight, FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector meanSquare =
                    alphas.fma(FloatVector.fromArray(Lanes.FLOAT, state, v + i),
                            gradient.mul(oneMinusAlpha).mul(gradient));
            FloatVector second = meanSquare.blend(0f, meanSquare.abs().lt(MIN_NORMAL));
            second.intoArray(state, v + i);
            FloatVector variance = second;
            if (centered) {
                FloatVector average =
                        alphas.fma(FloatVector.fromArray(Lanes.FLOAT, state, a + i),
                                gradient.mul(oneMinusAlpha));
                FloatVector mean = average.blend(0f, average.abs().lt(MIN_NORMAL));
                mean.intoArray(state, a + i);
                variance = mean.neg().fma(mean, second).max(0f);
            }
            FloatVector direction = gradient.div(variance.sqrt().add(epsilon));
            if (momentum != 0f) {
                FloatVector moved =
                        momenta.fma(FloatVector.fromArray(Lanes.FLOAT, state, d + i), direction);
                direction = moved.blend(0f, moved.abs().lt(MIN_NORMAL));
                direction.intoArray(state, d + i);
            }
            FloatVector next = minusLearningRates.fma(direction, weight);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset + body, slotStride,
                n - body);
    }
}
