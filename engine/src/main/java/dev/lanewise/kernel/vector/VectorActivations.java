package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.scalar.FloatRectifiers;
import dev.lanewise.kernel.scalar.ScalarActivations;
import jdk.incubator.vector.FloatVector;

/**
 * The activations on vectors: whole vectors in a loop of each activation's own, the rest of a block
 * by the scalar twin, whose bits all lanes have and which says what happens at NaN, kinks and ∞.
 */
abstract class VectorActivations extends ActivationKernel {
    private final ScalarActivations twin;

    VectorActivations(Activation activation) {
        twin = ScalarActivations.of(activation);
    }

    /** The kernel of an activation. */
    static ActivationKernel of(Activation activation) {
        return switch (activation) {
            case Activation.Identity a -> new PiecewiseActivations.Identity(a);
            case Activation.Relu a -> new PiecewiseActivations.Relu(a);
            case Activation.LeakyRelu a -> a.slope() == 0
                    ? new PiecewiseActivations.Relu(a)
                    : new PiecewiseActivations.LeakyRelu(a);
            case Activation.Relu6 a -> new PiecewiseActivations.Relu6(a);
            case Activation.HardSigmoid a -> new PiecewiseActivations.HardSigmoid(a);
            case Activation.HardSwish a -> new PiecewiseActivations.HardSwish(a);
            case Activation.Elu a -> a.alpha() == 0
                    ? new PiecewiseActivations.Relu(a)
                    : new ExponentialActivations.Elu(a, 1, a.alpha());
            case Activation.Selu a -> new ExponentialActivations.Elu(a,
                    FloatRectifiers.SELU_SCALE, FloatRectifiers.SELU_NEGATIVE_SCALE);
            case Activation.Celu a -> new ExponentialActivations.Celu(a);
            case Activation.Sigmoid a -> new SigmoidActivations.Sigmoid(a);
            case Activation.Tanh a -> new SigmoidActivations.Tanh(a);
            case Activation.Softsign a -> new SigmoidActivations.Softsign(a);
            case Activation.Softplus a -> new RectifierActivations.Softplus(a);
            case Activation.LogSigmoid a -> new RectifierActivations.LogSigmoid(a);
            case Activation.Gelu a -> new RectifierActivations.Gelu(a);
            case Activation.GeluTanh a -> new RectifierActivations.GeluTanh(a);
            case Activation.Silu a -> new RectifierActivations.Silu(a);
            case Activation.Mish a -> new RectifierActivations.Mish(a);
        };
    }

    /** {@link #apply} for n a multiple of the lanes. */
    protected abstract void applyBody(float[] y, int yOffset, float[] z, int zOffset, int n);

    /** {@link #multiplyByDerivative} for n a multiple of the lanes. */
    protected abstract void multiplyBody(
            float[] dZ, int dZOffset, float[] kept, int keptOffset, int n);

    @Override
    protected final void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        applyBody(y, yOffset, z, zOffset, body);
        twin.apply(y, yOffset + body, z, zOffset + body, n - body);
    }

    @Override
    protected final void multiplyByDerivative(
            float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        multiplyBody(dZ, dZOffset, kept, keptOffset, body);
        twin.multiplyByDerivative(dZ, dZOffset + body, kept, keptOffset + body, n - body);
    }

    @Override
    protected final void addToRows(
            float[] z, int zOffset, float[] bias, int biasOffset, int rows, int columns) {
        if (columns < Lanes.COUNT) {
            twin.addToRows(z, zOffset, bias, biasOffset, rows, columns);
            return;
        }
        // The last vector of a row ends with it and overlaps the one before: it is computed first
        // and stored last, so that what they share is added once.
        int last = columns - Lanes.COUNT;
        for (int r = 0; r < rows; r++) {
            int row = zOffset + r * columns;
            FloatVector end = FloatVector.fromArray(Lanes.FLOAT, z, row + last)
                    .add(FloatVector.fromArray(Lanes.FLOAT, bias, biasOffset + last));
            for (int c = 0; c < last; c += Lanes.COUNT) {
                FloatVector.fromArray(Lanes.FLOAT, z, row + c)
                        .add(FloatVector.fromArray(Lanes.FLOAT, bias, biasOffset + c))
                        .intoArray(z, row + c);
            }
            end.intoArray(z, row + last);
        }
    }
}
