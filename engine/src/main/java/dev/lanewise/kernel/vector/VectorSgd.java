package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarSgd;
import jdk.incubator.vector.FloatVector;

/** Stochastic gradient descent on whole vectors; the scalar twin does the tail. */
final class VectorSgd extends ScalarSgd {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#sgd} has them. */
    VectorSgd(float momentum, float dampening, float weightDecay, boolean nesterov) {
        super(momentum, dampening, weightDecay, nesterov);
    }

    @Override
    protected void descend(float[] w, int wOffset, float[] g, int gOffset, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector weightDecays = FloatVector.broadcast(Lanes.FLOAT, weightDecay);
        FloatVector minusLearningRates = FloatVector.broadcast(Lanes.FLOAT, minusLearningRate);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i);
            FloatVector next = minusLearningRates.fma(weightDecays.fma(weight, gradient), weight);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.descend(w, wOffset + body, g, gOffset + body, n - body);
    }

    @Override
    protected void descendWithMomentum(
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            float[] buffer,
            int bufferOffset,
            int n) {
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector weightDecays = FloatVector.broadcast(Lanes.FLOAT, weightDecay);
        FloatVector minusLearningRates = FloatVector.broadcast(Lanes.FLOAT, minusLearningRate);
        FloatVector stepMomenta = FloatVector.broadcast(Lanes.FLOAT, stepMomentum);
        FloatVector bufferCoefficients = FloatVector.broadcast(Lanes.FLOAT, bufferCoefficient);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector old = FloatVector.fromArray(Lanes.FLOAT, buffer, bufferOffset + i);
            FloatVector gradient =
                    weightDecays.fma(weight, FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector sum = stepMomenta.fma(old, gradient.mul(oneMinusDampening));
            FloatVector moved = sum.blend(0f, sum.abs().lt(MIN_NORMAL));
            FloatVector direction =
                    bufferCoefficients.fma(moved, gradient.mul(gradientCoefficient));
            moved.intoArray(buffer, bufferOffset + i);
            FloatVector next = minusLearningRates.fma(direction, weight);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.descendWithMomentum(
                w, wOffset + body, g, gOffset + body, buffer, bufferOffset + body, n - body);
    }
}
