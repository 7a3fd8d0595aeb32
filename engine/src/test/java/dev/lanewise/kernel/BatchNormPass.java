package dev.lanewise.kernel;

import java.util.List;

/** A batch normalization's arrays, with rows {@code ld} apart; results NaN until a twin has run. */
record BatchNormPass(
        int rows,
        int columns,
        int ld,
        Slice x,
        Slice parameters,
        Slice dY,
        Slice statistics,
        Slice y,
        Slice normalized,
        Slice deviations,
        Slice dX,
        Slice gradients) {
    static final float EPSILON = 1e-5f;

    static BatchNormPass of(int rows, int ld, Slice x, Slice parameters, Slice dY) {
        int columns = parameters.length() / 2;
        int n = rows * columns;
        return new BatchNormPass(
                rows, columns, ld, x.spread(rows, columns, ld), parameters,
                dY.spread(rows, columns, ld), Slice.ofNaN(2 * columns),
                Slice.ofNaN(n).spread(rows, columns, ld), Slice.ofNaN(n).spread(rows, columns, ld),
                Slice.ofNaN(columns), Slice.ofNaN(n).spread(rows, columns, ld),
                Slice.ofNaN(2 * columns));
    }

    /** Values around 3 in x. */
    static BatchNormPass random(long seed, int rows, int columns, int ld) {
        Slice x = Slice.random(seed, rows * columns, 2);
        for (int i = 0; i < x.length(); i++) {
            x.array()[x.offset() + i] += 3;
        }
        Slice parameters = Slice.random(seed + 1, 2 * columns, 1.5f);
        return of(rows, ld, x, parameters, Slice.random(seed + 2, rows * columns, 1));
    }

    BatchNormPass run(Kernels kernels) {
        run(kernels, 0, columns);
        return this;
    }

    /** A range of columns. */
    void run(Kernels kernels, int from, int to) {
        statistics(kernels, from, to - from);
        normalize(kernels, y, normalized, x, from, to - from);
        kernels.batchNorm().parameterGradients(
                gradients.array(), gradients.offset() + from, gradients.offset() + columns + from,
                dY.array(), dY.offset() + from, normalized.array(), normalized.offset() + from, ld,
                rows, to - from, false);
        inputGradient(kernels, dX, dY, from, to - from);
    }

    private void statistics(Kernels kernels, int from, int n) {
        kernels.batchNorm().statistics(
                statistics.array(), statistics.offset() + from, statistics.array(),
                statistics.offset() + columns + from, x.array(), x.offset() + from, ld, rows, n);
    }

    void normalize(Kernels kernels, Slice to, Slice kept, Slice source, int from, int n) {
        kernels.batchNorm().normalize(
                to.array(), to.offset() + from, kept == null ? null : kept.array(),
                kept == null ? 0 : kept.offset() + from, deviations.array(),
                deviations.offset() + from, source.array(), source.offset() + from,
                statistics.array(), statistics.offset() + from, statistics.array(),
                statistics.offset() + columns + from, parameters.array(),
                parameters.offset() + from, parameters.offset() + columns + from, ld, rows, n,
                EPSILON);
    }

    void inputGradient(Kernels kernels, Slice to, Slice source, int from, int n) {
        kernels.batchNorm().inputGradient(
                to.array(), to.offset() + from, source.array(), source.offset() + from,
                normalized.array(), normalized.offset() + from, deviations.array(),
                deviations.offset() + from, parameters.array(), parameters.offset() + from,
                gradients.array(), gradients.offset() + from, gradients.offset() + columns + from,
                ld, rows, n);
    }

    /** Equal bits in all results, wherever the rows of the two lie. */
    void assertSameBits(BatchNormPass other, String what) {
        statistics.assertSameBits(other.statistics, what + " statistics");
        deviations.assertSameBits(other.deviations, what + " deviations");
        gradients.assertSameBits(other.gradients, what + " gradients");
        together(y).assertSameBits(other.together(other.y), what + " y");
        together(normalized).assertSameBits(other.together(other.normalized), what + " normalized");
        together(dX).assertSameBits(other.together(other.dX), what + " dX");
    }

    /** A matrix without gaps. */
    Slice together(Slice matrix) {
        return matrix.gathered(rows, columns, ld);
    }

    void assertNothingElseWritten(String what) {
        for (Slice slice : List.of(x, parameters, dY, statistics, deviations, gradients)) {
            slice.assertCanaries(what);
        }
        for (Slice slice : List.of(y, normalized, dX)) {
            slice.assertCanaries(what);
            slice.assertGaps(columns, ld, what);
        }
    }
}
