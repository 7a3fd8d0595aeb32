package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarAdam;
import jdk.incubator.vector.FloatVector;

/** Adam, AMSGrad and AdamW on whole vectors; the scalar twin does the tails. */
final class VectorAdam extends ScalarAdam {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#adam} has them. */
    VectorAdam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            boolean decoupled,
            boolean amsgrad) {
        super(beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
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
        int u = v + slotStride;
        FloatVector coupledDecays = FloatVector.broadcast(Lanes.FLOAT, coupledDecay);
        FloatVector beta1s = FloatVector.broadcast(Lanes.FLOAT, beta1);
        FloatVector beta2s = FloatVector.broadcast(Lanes.FLOAT, beta2);
        FloatVector oneMinusBeta1s = FloatVector.broadcast(Lanes.FLOAT, oneMinusBeta1);
        FloatVector oneMinusBeta2s = FloatVector.broadcast(Lanes.FLOAT, oneMinusBeta2);
        FloatVector minusDecays = FloatVector.broadcast(Lanes.FLOAT, minusDecay);
        FloatVector minusStepSizes = FloatVector.broadcast(Lanes.FLOAT, minusStepSize);
        FloatVector rootScales = FloatVector.broadcast(Lanes.FLOAT, rootScale);
        FloatVector epsilons = FloatVector.broadcast(Lanes.FLOAT, epsilon);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector gradient =
                    coupledDecays.fma(weight, FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector mean =
                    beta1s.fma(FloatVector.fromArray(Lanes.FLOAT, state, m + i),
                            gradient.mul(oneMinusBeta1s));
            FloatVector first = mean.blend(0f, mean.abs().lt(MIN_NORMAL));
            FloatVector meanSquare =
                    beta2s.fma(FloatVector.fromArray(Lanes.FLOAT, state, v + i),
                            gradient.mul(oneMinusBeta2s).mul(gradient));
            FloatVector second = meanSquare.blend(0f, meanSquare.abs().lt(MIN_NORMAL));
            FloatVector largest = second;
            if (amsgrad) {
                largest = FloatVector.fromArray(Lanes.FLOAT, state, u + i).max(second);
                largest.intoArray(state, u + i);
            }
            first.intoArray(state, m + i);
            second.intoArray(state, v + i);
            FloatVector direction = first.div(largest.sqrt().fma(rootScales, epsilons));
            FloatVector decayed = minusDecays.fma(weight, weight);
            FloatVector next = minusStepSizes.fma(direction, decayed);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset + body, slotStride,
                n - body);
    }
}
