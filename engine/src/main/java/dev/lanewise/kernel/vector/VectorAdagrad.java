package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarAdagrad;
import jdk.incubator.vector.FloatVector;

/** Adagrad on whole vectors; the scalar twin does the tails. */
final class VectorAdagrad extends ScalarAdagrad {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#adagrad} has them. */
    VectorAdagrad(double learningRateDecay, float epsilon, float weightDecay) {
        super(learningRateDecay, epsilon, weightDecay);
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
            FloatVector gradient =
                    weightDecays.fma(weight, FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector squares =
                    gradient.fma(gradient,
                            FloatVector.fromArray(Lanes.FLOAT, state, stateOffset + i));
            FloatVector sum = squares.blend(0f, squares.abs().lt(MIN_NORMAL));
            sum.intoArray(state, stateOffset + i);
            FloatVector direction = gradient.div(sum.sqrt().add(epsilon));
            FloatVector next = minusLearningRates.fma(direction, weight);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset + body, slotStride,
                n - body);
    }
}
