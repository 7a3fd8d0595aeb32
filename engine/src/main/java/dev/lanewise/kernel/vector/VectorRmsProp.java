package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.scalar.ScalarRmsProp;
import jdk.incubator.vector.FloatVector;

/** RMSprop on whole vectors; the scalar twin does the tails. */
final class VectorRmsProp extends ScalarRmsProp {
    /** Arguments as {@link dev.lanewise.kernel.Kernels#rmsProp} has them. */
    VectorRmsProp(
            double alpha, float epsilon, float weightDecay, float momentum, boolean centered) {
        super(alpha, epsilon, weightDecay, centered, new VectorSgd(momentum, 0f, 0f, false));
    }

    @Override
    protected void secondMoments(
            float[] x,
            int xOffset,
            float[] state,
            int v,
            float[] w,
            int wOffset,
            float[] g,
            int gOffset,
            int n) {
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector weightDecays = FloatVector.broadcast(Lanes.FLOAT, weightDecay);
        FloatVector alphas = FloatVector.broadcast(Lanes.FLOAT, alpha);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector gradient =
                    weightDecays.fma(FloatVector.fromArray(Lanes.FLOAT, w, wOffset + i),
                            FloatVector.fromArray(Lanes.FLOAT, g, gOffset + i));
            FloatVector square = gradient.mul(oneMinusAlpha).mul(gradient);
            FloatVector second =
                    alphas.fma(FloatVector.fromArray(Lanes.FLOAT, state, v + i), square);
            Subnormals.flushed(second).intoArray(state, v + i);
            gradient.intoArray(x, xOffset + i);
        }
        super.secondMoments(
                x,
                xOffset + body,
                state,
                v + body,
                w,
                wOffset + body,
                g,
                gOffset + body,
                n - body);
    }

    @Override
    protected void normalize(float[] x, int xOffset, float[] state, int v, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector denominator =
                    FloatVector.fromArray(Lanes.FLOAT, state, v + i).sqrt().add(epsilon);
            FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i).div(denominator).intoArray(x,
                    xOffset + i);
        }
        super.normalize(x, xOffset + body, state, v + body, n - body);
    }

    @Override
    protected void normalizeCentered(float[] x, int xOffset, float[] state, int v, int a, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector alphas = FloatVector.broadcast(Lanes.FLOAT, alpha);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector gradient = FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i);
            FloatVector mean =
                    Subnormals.flushed(alphas.fma(FloatVector.fromArray(Lanes.FLOAT, state, a + i),
                            gradient.mul(oneMinusAlpha)));
            FloatVector variance =
                    mean.neg().fma(mean, FloatVector.fromArray(Lanes.FLOAT, state, v + i)).max(0f);
            mean.intoArray(state, a + i);
            gradient.div(variance.sqrt().add(epsilon)).intoArray(x, xOffset + i);
        }
        super.normalizeCentered(x, xOffset + body, state, v + body, a + body, n - body);
    }
}
