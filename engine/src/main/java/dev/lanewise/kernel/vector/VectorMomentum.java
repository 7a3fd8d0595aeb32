package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarMomentum;
import jdk.incubator.vector.FloatVector;

/** Gradient descent with momentum on whole vectors; the scalar twin does the tail. */
final class VectorMomentum extends ScalarMomentum {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#sgd} has them. */
    VectorMomentum(float momentum, float dampening, float weightDecay, boolean nesterov) {
        super(momentum, dampening, weightDecay, nesterov);
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
        FloatVector stepMomenta = FloatVector.broadcast(Lanes.FLOAT, stepMomentum);
        FloatVector bufferCoefficients = FloatVector.broadcast(Lanes.FLOAT, bufferCoefficient);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector old = FloatVector.fromArray(Lanes.FLOAT, state, stateOffset + i);
            FloatVector gradient =
                    weightDecays.fma(weight, FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector sum = stepMomenta.fma(old, gradient.mul(oneMinusDampening));
            FloatVector moved = sum.blend(0f, sum.abs().lt(MIN_NORMAL));
            FloatVector direction =
                    bufferCoefficients.fma(moved, gradient.mul(gradientCoefficient));
            moved.intoArray(state, stateOffset + i);
            FloatVector next = minusLearningRates.fma(direction, weight);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset + body, slotStride,
                n - body);
    }
}
