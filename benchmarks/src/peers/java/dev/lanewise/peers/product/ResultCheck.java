package dev.lanewise.peers.product;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Result;
import dev.lanewise.kernel.Sgemm;

/**
 * The look at a product before and after it is timed: against our scalar twin, which multiplies
 * some rows at the start, in the middle and at the end where all would take too long.
 */
final class ResultCheck {
    private static final double BAND_OPERATIONS = 50e6;
    /** Ours, where a single bit counts, is looked at as a whole up to this. */
    private static final double MOST_OPERATIONS_OF_OURS = 1e9;
    private static final int BANDS = 3;
    /**
     * Two sums of k products of standard normal values, each rounded at every step in an order of
     * its own, differ by 1.1e-7 times k at most in millions of elements; a product left out or
     * taken twice makes a difference of about 1. The bound lies between.
     */
    private static final double ERROR_PER_STEP = 1e-6;
    /** For short sums, where a single large product decides. */
    private static final int FREE_STEPS = 16;

    private final Sgemm scalar = Lanewise.scalarKernels().sgemm();
    private final Library library;

    ResultCheck(Library library) {
        this.library = library;
    }

    /**
     * Demands our bits of Lanewise, and a small error of others.
     *
     * @throws IllegalStateException naming an element that is wrong
     */
    void require(Shape shape, float[] a, float[] b, float[] c) {
        int m = shape.m();
        int rows = (int) Math.max(1, BAND_OPERATIONS / shape.operations() * m / BANDS);
        boolean isWhole = library == Library.LANEWISE
                && shape.operations() <= MOST_OPERATIONS_OF_OURS;
        if (isWhole || rows * BANDS >= m) {
            requireRows(shape, a, b, c, 0, m);
            return;
        }
        requireRows(shape, a, b, c, 0, rows);
        requireRows(shape, a, b, c, (m - rows) / 2, rows);
        requireRows(shape, a, b, c, m - rows, rows);
    }

    private void requireRows(Shape shape, float[] a, float[] b, float[] c, int first, int rows) {
        int n = shape.n();
        float[] expected = new float[rows * n];
        int aOffset = shape.form().aTransposed() ? first : first * shape.k();
        LanewiseSgemm.multiply(scalar, shape, a, aOffset, b, expected, rows);
        String what = library.title() + ", " + shape + ", rows from " + first;
        double allowance = ERROR_PER_STEP * (shape.k() + FREE_STEPS);
        Result actual = new Result("C", c, first * n, rows * n, 0, allowance);
        if (library == Library.LANEWISE) {
            actual.requireSameBits(what, new Result("C", expected, 0));
        } else {
            actual.requireNear(what, new Result("C", expected, 0));
        }
    }
}
