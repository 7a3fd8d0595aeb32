package dev.lanewise.kernel;

import java.util.List;

/** One layer's arrays; y, z and dZ with rows {@code ld} apart. */
record ActivationPass(Slice y, Slice z, Slice bias, Slice dZ, int rows, int columns, int ld) {
    static ActivationPass of(Slice z, Slice dZ, Slice bias, int rows, int columns) {
        Slice y = Slice.ofNaN(rows * columns);
        return new ActivationPass(y, z.copy(), bias, dZ.copy(), rows, columns, columns);
    }

    static ActivationPass ofOneRow(float[] z, float[] dY) {
        return of(Slice.of(z), Slice.of(dY), null, 1, z.length);
    }

    /** The same values with gaps between the rows. */
    ActivationPass spread(int ld) {
        return new ActivationPass(
                y.spread(rows, columns, ld), z.spread(rows, columns, ld), bias,
                dZ.spread(rows, columns, ld), rows, columns, ld);
    }

    /** A block of the same arrays. */
    ActivationPass block(int row, int column, int rows, int columns) {
        return new ActivationPass(
                part(y, row, column), part(z, row, column),
                new Slice(bias.array(), bias.offset() + column, columns),
                part(dZ, row, column), rows, columns, ld);
    }

    private Slice part(Slice whole, int row, int column) {
        int skipped = row * ld + column;
        return new Slice(whole.array(), whole.offset() + skipped, whole.length() - skipped);
    }

    /** Forward, then backward from what the activation wants kept. */
    ActivationPass run(Kernels kernels, Activation activation) {
        forward(kernels.activation(activation));
        backward(kernels.activation(activation), activation.derivativeNeedsInput() ? z : y);
        return this;
    }

    void forward(ActivationKernel kernel) {
        float[] b = bias == null ? null : bias.array();
        int bAt = bias == null ? -1 : bias.offset();
        int yAt = y.offset();
        kernel.forward(y.array(), yAt, z.array(), z.offset(), ld, b, bAt, rows, columns);
    }

    void backward(ActivationKernel kernel, Slice kept) {
        float[] k = kept.array();
        kernel.backward(dZ.array(), dZ.offset(), k, kept.offset(), ld, rows, columns);
    }

    void assertSameBits(ActivationPass other, String what) {
        y.assertSameBits(other.y, what + " y");
        z.assertSameBits(other.z, what + " z");
        dZ.assertSameBits(other.dZ, what + " dZ");
    }

    /** Equal bits where the other's rows lie one right after the other. */
    void assertSameRows(ActivationPass other, String what) {
        y.gathered(rows, columns, ld).assertSameBits(other.y, what + " y");
        z.gathered(rows, columns, ld).assertSameBits(other.z, what + " z");
        dZ.gathered(rows, columns, ld).assertSameBits(other.dZ, what + " dZ");
    }

    void assertNothingElseWritten(String what) {
        for (Slice slice : List.of(y, z, dZ)) {
            slice.assertGaps(columns, ld, what);
            slice.assertCanaries(what);
        }
    }
}
