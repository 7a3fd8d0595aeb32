package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.scalar.ScalarActivations;
import jdk.incubator.vector.FloatVector;

/**
 * The activations on vectors: whole vectors in a loop of each activation's own, the rest of a block
 * by the scalar twin, whose bits all lanes have and which says what happens at NaN, kinks and ∞.
 *
 * <p>Not for two threads at once: narrow matrices go through a scratch array.
 */
abstract class VectorActivations extends ActivationKernel {
    private final ScalarActivations twin;

    /** Holds a bias of fewer columns than lanes, repeated until it fills whole vectors. */
    private final float[] scratch = new float[Lanes.COUNT * Lanes.COUNT];

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
            case Activation.Elu a -> a.alpha() == 0
                    ? new PiecewiseActivations.Relu(a)
                    : new PiecewiseActivations.Elu(a);
            case Activation.Sigmoid a -> new SmoothActivations.Sigmoid(a);
            case Activation.Tanh a -> new SmoothActivations.Tanh(a);
            case Activation.Gelu a -> new SmoothActivations.Gelu(a);
            case Activation.GeluTanh a -> new SmoothActivations.GeluTanh(a);
            case Activation.Silu a -> new SmoothActivations.Silu(a);
            case Activation.Softplus a -> new SmoothActivations.Softplus(a);
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
            addToNarrowRows(z, zOffset, bias, biasOffset, rows, columns);
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

    /** Rows without gaps are one array, to which a bias repeated many times is added in vectors. */
    private void addToNarrowRows(
            float[] z, int zOffset, float[] bias, int biasOffset, int rows, int columns) {
        int n = rows * columns;
        int period = Math.min(rows, Lanes.COUNT) * columns;
        repeat(bias, biasOffset, columns, period);
        for (int start = 0; start < n; start += period) {
            int length = Math.min(period, n - start);
            int body = Lanes.FLOAT.loopBound(length);
            int at = zOffset + start;
            for (int i = 0; i < body; i += Lanes.COUNT) {
                FloatVector.fromArray(Lanes.FLOAT, z, at + i)
                        .add(FloatVector.fromArray(Lanes.FLOAT, scratch, i)).intoArray(z, at + i);
            }
            for (int i = body; i < length; i++) {
                z[at + i] += scratch[i];
            }
        }
    }

    private void repeat(float[] bias, int biasOffset, int columns, int length) {
        if (length > 0) {
            System.arraycopy(bias, biasOffset, scratch, 0, columns);
        }
        for (int filled = columns; filled < length; filled *= 2) {
            System.arraycopy(scratch, 0, scratch, filled, Math.min(filled, length - filled));
        }
    }

    @Override
    protected final void addColumnSums(
            float[] sums, int sumsOffset, float[] z, int zOffset, int rows, int columns) {
        if (columns < Lanes.COUNT) {
            addNarrowColumnSums(sums, sumsOffset, z, zOffset, rows, columns);
            return;
        }
        // As in addToRows, the last vector is summed first and stored last.
        int last = columns - Lanes.COUNT;
        FloatVector end = FloatVector.fromArray(Lanes.FLOAT, sums, sumsOffset + last);
        for (int r = 0; r < rows; r++) {
            end = end.add(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + r * columns + last));
        }
        for (int c = 0; c < last; c += Lanes.COUNT) {
            FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, sums, sumsOffset + c);
            for (int r = 0; r < rows; r++) {
                sum = sum.add(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + r * columns + c));
            }
            sum.intoArray(sums, sumsOffset + c);
        }
        end.intoArray(sums, sumsOffset + last);
    }

    /** A vector holds one row and the beginning of the next, whose sums are left out. */
    private void addNarrowColumnSums(
            float[] sums, int sumsOffset, float[] z, int zOffset, int rows, int columns) {
        int r = 0;
        if (columns > 0) {
            System.arraycopy(sums, sumsOffset, scratch, 0, columns);
            FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, scratch, 0);
            // the last rows are those from which a vector would reach beyond the slice
            int body = rows - (Lanes.COUNT - 1) / columns;
            for (; r < body; r++) {
                sum = sum.add(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + r * columns));
            }
            sum.intoArray(scratch, 0);
            System.arraycopy(scratch, 0, sums, sumsOffset, columns);
        }
        twin.addColumnSums(sums, sumsOffset, z, zOffset + r * columns, rows - r, columns);
    }
}
