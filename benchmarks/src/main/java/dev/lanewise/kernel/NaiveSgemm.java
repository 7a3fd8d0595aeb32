package dev.lanewise.kernel;

/** The three loops that one writes first. */
public final class NaiveSgemm {
    private NaiveSgemm() {}

    /** C = A·B by the loops i, j, p; dense operands lie transposed where the flags say so. */
    public static void multiply(
            float[] c, float[] a, boolean aT, float[] b, boolean bT, int m, int n, int k) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += (aT ? a[p * m + i] : a[i * k + p]) * (bT ? b[j * k + p] : b[p * n + j]);
                }
                c[i * n + j] = sum;
            }
        }
    }
}
