package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarAdadelta;
import jdk.incubator.vector.FloatVector;

/** Adadelta on whole vectors; the scalar twin does the tails. */
final class VectorAdadelta extends ScalarAdadelta {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#adadelta} has them. */
    VectorAdadelta(double rho, float epsilon, float weightDecay) {
        super(rho, epsilon, weightDecay);
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
        FloatVector weightDecays = FloatVector.broadcast(Lanes.FLOAT, weightDecay);
        FloatVector rhos = FloatVector.broadcast(Lanes.FLOAT, rho);
        FloatVector minusLearningRates = FloatVector.broadcast(Lanes.FLOAT, minusLearningRate);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector weight = FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i);
            FloatVector moved = FloatVector.fromArray(Lanes.FLOAT, state, a + i);
            FloatVector gradient =
                    weightDecays.fma(weight, FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector mean =
                    rhos.fma(FloatVector.fromArray(Lanes.FLOAT, state, v + i),
                            gradient.mul(oneMinusRho).mul(gradient));
            FloatVector second = mean.blend(0f, mean.abs().lt(MIN_NORMAL));
            FloatVector ratio = moved.add(epsilon).div(second.add(epsilon));
            FloatVector direction = ratio.sqrt().mul(gradient);
            second.intoArray(state, v + i);
            FloatVector path = rhos.fma(moved, direction.mul(oneMinusRho).mul(direction));
            path.blend(0f, path.abs().lt(MIN_NORMAL)).intoArray(state, a + i);
            FloatVector next = minusLearningRates.fma(direction, weight);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(w, wOffset + i);
        }
        super.run(w, wOffset + body, g, gOffset + body, state, stateOffset + body, slotStride,
                n - body);
    }
}
