package dev.lanewise.kernel;

import java.util.List;

/** A layer normalization's arrays: inputs at random, results NaN until a twin has run. */
record LayerNormPass(
        int rows,
        int columns,
        Slice x,
        Slice parameters,
        Slice dY,
        Slice y,
        Slice normalized,
        Slice deviations,
        Slice dX,
        Slice gradients) {
    static final float EPSILON = 1e-5f;

    static LayerNormPass of(int rows, Slice x, Slice parameters, Slice dY) {
        int n = x.length();
        int columns = parameters.length() / 2;
        return new LayerNormPass(
                rows, columns, x, parameters, dY, Slice.ofNaN(n), Slice.ofNaN(n),
                Slice.ofNaN(rows), Slice.ofNaN(n), Slice.ofNaN(2 * columns));
    }

    /** Values around 3 in x. */
    static LayerNormPass random(long seed, int rows, int columns) {
        Slice x = Slice.random(seed, rows * columns, 2);
        for (int i = 0; i < x.length(); i++) {
            x.array()[x.offset() + i] += 3;
        }
        Slice parameters = Slice.random(seed + 1, 2 * columns, 1.5f);
        return of(rows, x, parameters, Slice.random(seed + 2, rows * columns, 1));
    }

    /** The same inputs and results of their own. */
    LayerNormPass fresh() {
        return of(rows, x.copy(), parameters.copy(), dY.copy());
    }

    /** All slices in arrays that end where they do. */
    LayerNormPass cutShort() {
        return new LayerNormPass(
                rows, columns, cut(x), cut(parameters), cut(dY), cut(y), cut(normalized),
                cut(deviations), cut(dX), cut(gradients));
    }

    private static Slice cut(Slice slice) {
        return new Slice(slice.values(), 0, slice.length());
    }

    LayerNormPass run(Kernels kernels) {
        forward(kernels, y, normalized, deviations, x);
        inputGradient(kernels, dX, dY);
        kernels.layerNorm().parameterGradients(
                gradients.array(), gradients.offset(), gradients.offset() + columns, dY.array(),
                dY.offset(), normalized.array(), normalized.offset(), columns, rows, columns,
                false);
        return this;
    }

    void forward(Kernels kernels, Slice to, Slice kept, Slice r, Slice from) {
        kernels.layerNorm().forward(
                to.array(), to.offset(), kept == null ? null : kept.array(),
                kept == null ? 0 : kept.offset(), r == null ? null : r.array(),
                r == null ? 0 : r.offset(), from.array(), from.offset(), parameters.array(),
                parameters.offset(), parameters.offset() + columns, rows, columns, EPSILON);
    }

    void inputGradient(Kernels kernels, Slice to, Slice from) {
        kernels.layerNorm().inputGradient(
                to.array(), to.offset(), from.array(), from.offset(), normalized.array(),
                normalized.offset(), deviations.array(), deviations.offset(), parameters.array(),
                parameters.offset(), rows, columns);
    }

    void assertSameBits(LayerNormPass other, String what) {
        y.assertSameBits(other.y, what + " y");
        normalized.assertSameBits(other.normalized, what + " normalized");
        deviations.assertSameBits(other.deviations, what + " deviations");
        dX.assertSameBits(other.dX, what + " dX");
        gradients.assertSameBits(other.gradients, what + " gradients");
    }

    void assertCanaries(String what) {
        for (Slice slice : List.of(x, parameters, dY, y, normalized, deviations, dX, gradients)) {
            slice.assertCanaries(what);
        }
    }
}
