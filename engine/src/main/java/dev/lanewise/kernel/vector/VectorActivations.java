package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.common.ActivationLoops;
import dev.lanewise.kernel.scalar.FloatRectifiers;
import dev.lanewise.kernel.scalar.ScalarActivations;
import jdk.incubator.vector.FloatVector;

/**
 * The activations on vectors: whole vectors in a loop of each activation's own, the rest of a block
 * by the scalar twin, whose bits all lanes have and which says what happens at NaN, kinks and ∞.
 */
final class VectorActivations extends ActivationKernel {
    private final Activation activation;

    /** For n a multiple of the lanes. */
    private final ActivationLoops body;

    /**
     * Made for the first rest of a block, as in most networks there is none. Threads that share the
     * kernel may make one each; they are alike.
     */
    private ScalarActivations twin;

    /** The kernel of an activation. */
    VectorActivations(Activation activation) {
        this.activation = activation;
        body = loopsOf(activation);
    }

    /** Most networks have these two alone, found without a switch, for which the JVM makes a class. */
    private static ActivationLoops loopsOf(Activation activation) {
        return activation instanceof Activation.Relu
                ? new PiecewiseActivations.Relu()
                : activation instanceof Activation.Identity
                        ? new PiecewiseActivations.Identity()
                        : otherLoopsOf(activation);
    }

    private static ActivationLoops otherLoopsOf(Activation activation) {
        return switch (activation) {
            case Activation.Identity _,Activation.Relu _ -> throw new IllegalArgumentException(
                    activation + " is not one of the others");
            case Activation.LeakyRelu a -> a.slope() == 0
                    ? new PiecewiseActivations.Relu()
                    : new PiecewiseActivations.LeakyRelu(a);
            case Activation.Relu6 _ -> new PiecewiseActivations.Relu6();
            case Activation.HardSigmoid _ -> new PiecewiseActivations.HardSigmoid();
            case Activation.HardSwish _ -> new PiecewiseActivations.HardSwish();
            case Activation.Elu a -> a.alpha() == 0
                    ? new PiecewiseActivations.Relu()
                    : new ExponentialActivations.Elu(1, a.alpha());
            case Activation.Selu _ -> new ExponentialActivations.Elu(
                    FloatRectifiers.SELU_SCALE, FloatRectifiers.SELU_NEGATIVE_SCALE);
            case Activation.Celu a -> new ExponentialActivations.Celu(a);
            case Activation.Sigmoid _ -> new SigmoidActivations.Sigmoid();
            case Activation.Tanh _ -> new SigmoidActivations.Tanh();
            case Activation.Softsign _ -> new SigmoidActivations.Softsign();
            case Activation.Softplus _ -> new RectifierActivations.Softplus();
            case Activation.LogSigmoid _ -> new RectifierActivations.LogSigmoid();
            case Activation.Gelu _ -> new RectifierActivations.Gelu();
            case Activation.GeluTanh _ -> new RectifierActivations.GeluTanh();
            case Activation.Silu _ -> new RectifierActivations.Silu();
            case Activation.Mish _ -> new RectifierActivations.Mish();
        };
    }

    private ScalarActivations twin() {
        ScalarActivations made = twin;
        if (made == null) {
            made = new ScalarActivations(activation);
            twin = made;
        }
        return made;
    }

    @Override
    protected void apply(float[] y, int yOffset, float[] z, int zOffset, int n) {
        int whole = Lanes.FLOAT.loopBound(n);
        body.apply(y, yOffset, z, zOffset, whole);
        if (whole < n) {
            twin().apply(y, yOffset + whole, z, zOffset + whole, n - whole);
        }
    }

    @Override
    protected void multiplyByDerivative(
            float[] dZ, int dZOffset, float[] kept, int keptOffset, int n) {
        int whole = Lanes.FLOAT.loopBound(n);
        body.multiplyByDerivative(dZ, dZOffset, kept, keptOffset, whole);
        if (whole < n) {
            twin().multiplyByDerivative(
                    dZ, dZOffset + whole, kept, keptOffset + whole, n - whole);
        }
    }

    @Override
    protected void addToRows(
            float[] z, int zOffset, float[] bias, int biasOffset, int rows, int columns) {
        if (columns < Lanes.COUNT) {
            ScalarActivations.addBias(z, zOffset, bias, biasOffset, rows, columns);
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
