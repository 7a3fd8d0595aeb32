package dev.lanewise.kernel.vector;

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
    protected void moments(
            float[] state, int m, int v, float[] w, int wOffset, float[] g, int gOffset, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector coupledDecays = FloatVector.broadcast(Lanes.FLOAT, coupledDecay);
        FloatVector beta1s = FloatVector.broadcast(Lanes.FLOAT, beta1);
        FloatVector beta2s = FloatVector.broadcast(Lanes.FLOAT, beta2);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector gradient =
                    coupledDecays.fma(FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i),
                            FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector first = beta1s.fma(FloatVector.fromArray(Lanes.FLOAT, state, m + i),
                    gradient.mul(oneMinusBeta1));
            FloatVector square = gradient.mul(oneMinusBeta2).mul(gradient);
            FloatVector second =
                    beta2s.fma(FloatVector.fromArray(Lanes.FLOAT, state, v + i), square);
            Subnormals.flushed(first).intoArray(state, m + i);
            Subnormals.flushed(second).intoArray(state, v + i);
        }
        super.moments(
                state, m + body, v + body, w, wOffset + body, g, gOffset + body, n - body);
    }

    @Override
    protected void keepMaxima(float[] state, int u, int v, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOAT, state, u + i)
                    .max(FloatVector.fromArray(Lanes.FLOAT, state, v + i)).intoArray(state, u + i);
        }
        super.keepMaxima(state, u + body, v + body, n - body);
    }

    @Override
    protected void descend(float[] w, int wOffset, float[] state, int m, int u, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector minusDecays = FloatVector.broadcast(Lanes.FLOAT, minusDecay);
        FloatVector minusStepSizes = FloatVector.broadcast(Lanes.FLOAT, minusStepSize);
        FloatVector rootScales = FloatVector.broadcast(Lanes.FLOAT, rootScale);
        FloatVector epsilons = FloatVector.broadcast(Lanes.FLOAT, epsilon);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector denominator =
                    FloatVector.fromArray(Lanes.FLOAT, state, u + i).sqrt().fma(rootScales,
                            epsilons);
            FloatVector direction =
                    FloatVector.fromArray(Lanes.FLOAT, state, m + i).div(denominator);
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            minusStepSizes.fma(direction, minusDecays.fma(weight, weight)).intoArray(w,
                    wOffset + i);
        }
        super.descend(w, wOffset + body, state, m + body, u + body, n - body);
    }
}
