package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;
import java.util.Objects;

/**
 * Single-precision matrix products in the three forms that training needs.
 *
 * <p>Matrices are row-major with an offset and a leading dimension (the distance between rows). C
 * is {@code m × n}, the sum runs over {@code k}. C must not overlap A or B. Any size may be 0; with
 * k = 0 an overwriting product sets C to zero. Where a product overwrites, C is never read, so it
 * may hold NaN; what lies between the rows of C is never touched.
 *
 * <p>Each element is one chain of fused multiply-adds over ascending k in one accumulator, started
 * from C or from +0: {@code c = fma(a[0], b[0], c); c = fma(a[1], b[1], c); …}. So the bits are the
 * same for every blocking, tile shape and lane width, and for the scalar twin.
 *
 * <p>2·m·n·k floating-point operations. An instance may own packing buffers that grow at the first
 * use of a size: one instance a thread, and nothing is allocated when sizes come again.
 *
 * <p>Lanewise's twins implement it; it is not meant to be extended by others.
 */
public abstract class Sgemm {
    /**
     * What is done to a block of C as soon as it is finished, while it is in the cache: bias and
     * activation, or the update of weights whose gradient C is.
     */
    @FunctionalInterface
    public interface Epilogue {
        /** Nothing. */
        Epilogue NONE = new Epilogue() {
            @Override
            public void apply(
                    float[] c, int cOffset, int ldc, int row, int rows, int column, int columns) {
                // nothing; a class, as the first lambda costs a starting process several times as much
            }
        };

        /**
         * Called once for every block; the blocks cover C, which the product does not read or write
         * any more. It may change its block of C, but not A or B, and must not use the same Sgemm.
         * With one thread, blocks of the same columns come in ascending order of rows. With a team,
         * members call it at the same time, each for blocks of its own. For every column there is
         * one block with row 0: what is to be done once for a column belongs there.
         *
         * @param c where the block lies: in C, or, where the product is kept nowhere, in memory
         *     that the next block may take
         * @param cOffset where the block's first element is
         * @param ldc distance between the block's rows: that of C, where C is kept
         * @param row the block's first row in C
         * @param rows number of rows
         * @param column its first column in C
         * @param columns number of columns
         */
        void apply(float[] c, int cOffset, int ldc, int row, int rows, int column, int columns);
    }

    /** For the twins. */
    protected Sgemm() {}

    /**
     * C = A·B, or C += A·B: the forward pass Y = X·W.
     *
     * @param a {@code m × k}
     * @param b {@code k × n}
     */
    public final void nn(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            int m,
            int n,
            int k,
            boolean accumulate) {
        nn(c, cOffset, ldc, a, aOffset, lda, b, bOffset, ldb, m, n, k, accumulate, Epilogue.NONE);
    }

    /** C = A·B, or added to C, followed by an epilogue: the same as without, block by block. */
    public final void nn(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            int m,
            int n,
            int k,
            boolean accumulate,
            Epilogue epilogue) {
        Objects.requireNonNull(epilogue, "epilogue");
        checkSizes(c, cOffset, ldc, m, n, k);
        Checks.matrix("a", a, aOffset, lda, m, k);
        Checks.matrix("b", b, bOffset, ldb, k, n);
        if (m == 0 || n == 0) {
            return;
        }
        multiply(c, cOffset, ldc, a, aOffset, lda, false, b, bOffset, ldb, false, m, n, k,
                accumulate, epilogue);
    }

    /**
     * C = Aᵀ·B, or C += Aᵀ·B: the weight gradient dW = Xᵀ·dY.
     *
     * @param a {@code k × m}
     * @param b {@code k × n}
     */
    public final void tn(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            int m,
            int n,
            int k,
            boolean accumulate) {
        tn(c, cOffset, ldc, a, aOffset, lda, b, bOffset, ldb, m, n, k, accumulate, Epilogue.NONE);
    }

    /** C = Aᵀ·B, or added to C, followed by an epilogue: the same as without, block by block. */
    public final void tn(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            int m,
            int n,
            int k,
            boolean accumulate,
            Epilogue epilogue) {
        Objects.requireNonNull(epilogue, "epilogue");
        checkSizes(c, cOffset, ldc, m, n, k);
        Checks.matrix("a", a, aOffset, lda, k, m);
        Checks.matrix("b", b, bOffset, ldb, k, n);
        if (m == 0 || n == 0) {
            return;
        }
        multiply(c, cOffset, ldc, a, aOffset, lda, true, b, bOffset, ldb, false, m, n, k,
                accumulate, epilogue);
    }

    /**
     * Aᵀ·B, given to an epilogue block by block and kept nowhere: a weight gradient that goes
     * straight into an update. It passes through scratch memory of some 256 KB, or 4 MB where k is
     * more than a cache block's depth (512), or of m floats where n is 1.
     *
     * @param a {@code k × m}
     * @param b {@code k × n}
     */
    public final void tn(
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            int m,
            int n,
            int k,
            Epilogue epilogue) {
        Objects.requireNonNull(epilogue, "epilogue");
        checkSizes(m, n, k);
        Checks.matrix("a", a, aOffset, lda, k, m);
        Checks.matrix("b", b, bOffset, ldb, k, n);
        if (m == 0 || n == 0) {
            return;
        }
        multiply(null, 0, 0, a, aOffset, lda, true, b, bOffset, ldb, false, m, n, k, false,
                epilogue);
    }

    /**
     * C = A·Bᵀ, or C += A·Bᵀ: the input gradient dX = dY·Wᵀ.
     *
     * @param a {@code m × k}
     * @param b {@code n × k}
     */
    public final void nt(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            int m,
            int n,
            int k,
            boolean accumulate) {
        nt(c, cOffset, ldc, a, aOffset, lda, b, bOffset, ldb, m, n, k, accumulate, Epilogue.NONE);
    }

    /** C = A·Bᵀ, or added to C, followed by an epilogue: the same as without, block by block. */
    public final void nt(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            float[] b,
            int bOffset,
            int ldb,
            int m,
            int n,
            int k,
            boolean accumulate,
            Epilogue epilogue) {
        Objects.requireNonNull(epilogue, "epilogue");
        checkSizes(c, cOffset, ldc, m, n, k);
        Checks.matrix("a", a, aOffset, lda, m, k);
        Checks.matrix("b", b, bOffset, ldb, n, k);
        if (m == 0 || n == 0) {
            return;
        }
        multiply(c, cOffset, ldc, a, aOffset, lda, false, b, bOffset, ldb, true, m, n, k,
                accumulate, epilogue);
    }

    private static void checkSizes(float[] c, int cOffset, int ldc, int m, int n, int k) {
        checkSizes(m, n, k);
        Checks.matrix("c", c, cOffset, ldc, m, n);
    }

    private static void checkSizes(int m, int n, int k) {
        Checks.size("m", m);
        Checks.size("n", n);
        Checks.size("k", k);
    }

    /**
     * The product and its epilogue with arguments checked, m and n at least 1; {@code aT} and
     * {@code bT} say which operand lies transposed, and {@code c} is null where the epilogue alone
     * gets the product.
     */
    protected abstract void multiply(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            boolean aT,
            float[] b,
            int bOffset,
            int ldb,
            boolean bT,
            int m,
            int n,
            int k,
            boolean accumulate,
            Epilogue epilogue);
}
