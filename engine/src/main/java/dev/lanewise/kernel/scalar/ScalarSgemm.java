package dev.lanewise.kernel.scalar;

import dev.lanewise.kernel.Sgemm;
import java.util.Arrays;

/**
 * Matrix products by plain loops: the definition of right.
 *
 * <p>Where B lies as {@code k × n} the loops run i, p, j, so that the inner one walks along rows of
 * B and C and is open to the compiler's own vectorizer; where B lies transposed they run i, j, p, a
 * dot product whose order the contract fixes.
 */
public final class ScalarSgemm extends Sgemm {
    /** The row that an epilogue gets of a product that is kept nowhere. */
    private float[] row = {};

    /** A product whose scratch memory is one row, where that is needed. */
    public ScalarSgemm() {}

    @Override
    protected void multiply(
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
            Epilogue epilogue) {
        int aRow = aT ? 1 : lda;
        int aColumn = aT ? lda : 1;
        if (c == null && row.length < n) {
            row = new float[n];
        }
        float[] to = c == null ? row : c;
        for (int i = 0; i < m; i++) {
            int ci = c == null ? 0 : cOffset + i * ldc;
            int ai = aOffset + i * aRow;
            if (!accumulate) {
                Arrays.fill(to, ci, ci + n, 0f);
            }
            if (bT) {
                addDotProducts(to, ci, a, ai, aColumn, b, bOffset, ldb, n, k);
            } else {
                addScaledRows(to, ci, a, ai, aColumn, b, bOffset, ldb, n, k);
            }
            epilogue.apply(to, ci, c == null ? n : ldc, i, 1, 0, n);
        }
    }

    /** c[j] = fma(a[p], b[p][j], c[j]), p ascending. */
    private static void addScaledRows(
            float[] c, int c0, float[] a, int a0, int aStep, float[] b, int b0, int ldb, int n,
            int k) {
        for (int p = 0; p < k; p++) {
            float x = a[a0 + p * aStep];
            int row = b0 + p * ldb;
            for (int j = 0; j < n; j++) {
                c[c0 + j] = Math.fma(x, b[row + j], c[c0 + j]);
            }
        }
    }

    /** c[j] = fma(a[p], b[j][p], c[j]), p ascending. */
    private static void addDotProducts(
            float[] c, int c0, float[] a, int a0, int aStep, float[] b, int b0, int ldb, int n,
            int k) {
        for (int j = 0; j < n; j++) {
            int row = b0 + j * ldb;
            float sum = c[c0 + j];
            for (int p = 0; p < k; p++) {
                sum = Math.fma(a[a0 + p * aStep], b[row + p], sum);
            }
            c[c0 + j] = sum;
        }
    }
}
