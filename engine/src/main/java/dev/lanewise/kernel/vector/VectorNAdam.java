package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarNAdam;
import jdk.incubator.vector.FloatVector;

/** NAdam on whole vectors; the scalar twin does the tails. */
final class VectorNAdam extends ScalarNAdam {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#nAdam} has them. */
    VectorNAdam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            double momentumDecay,
            boolean decoupled) {
        super(beta1, beta2, epsilon, weightDecay, momentumDecay, decoupled);
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
        int v = m + slotStride;
        FloatVector coupledDecays = FloatVector.broadcast(Lanes.FLOAT, coupledDecay);
        FloatVector beta1s = FloatVector.broadcast(Lanes.FLOAT, beta1);
        FloatVector beta2s = FloatVector.broadcast(Lanes.FLOAT, beta2);
        FloatVector momentCoefficients = FloatVector.broadcast(Lanes.FLOAT, momentCoefficient);
        FloatVector rootScales = FloatVector.broadcast(Lanes.FLOAT, rootScale);
        FloatVector epsilons = FloatVector.broadcast(Lanes.FLOAT, epsilon);
        FloatVector minusDecays = FloatVector.broadcast(Lanes.FLOAT, minusDecay);
        FloatVector minusLearningRates = FloatVector.broadcast(Lanes.FLOAT, minusLearningRate);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector gradient =
                    coupledDecays.fma(weight, FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector mean =
                    beta1s.fma(FloatVector.fromArray(Lanes.FLOAT, state, m + i),
                            gradient.mul(oneMinusBeta1));
            FloatVector first = mean.blend(0f, mean.abs().lt(MIN_NORMAL));
            FloatVector meanSquare =
                    beta2s.fma(FloatVector.fromArray(Lanes.FLOAT, state, v + i),
                            gradient.mul(oneMinusBeta2).mul(gradient));
            FloatVector second = meanSquare.blend(0f, meanSquare.abs().lt(MIN_NORMAL));
            first.intoArray(state, m + i);
            second.intoArray(state, v + i);
            FloatVector ahead = momentCoefficients.fma(first, gradient.mul(gradientCoefficient));
            FloatVector direction = ahead.div(second.sqrt().fma(rootScales, epsilons));
            FloatVector decayed = minusDecays.fma(weight, weight);
            FloatVector next = minusLearningRates.fma(direction, decayed);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset + body, slotStride,
                n - body);
    }
}
