package dev.lanewise.naive;

/** Matrix products, each element of C a sum over p of its own. */
public final class NaiveProducts {
    private NaiveProducts() {}

    /** C = A·B with A of {@code m × k} and B of {@code k × n}: the forward pass Y = X·W. */
    public static void nn(float[] c, float[] a, float[] b, int m, int n, int k) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a[i * k + p] * b[p * n + j];
                }
                c[i * n + j] = sum;
            }
        }
    }

    /** C = Aᵀ·B with A of {@code k × m} and B of {@code k × n}: the weight gradient dW = Xᵀ·dZ. */
    public static void tn(float[] c, float[] a, float[] b, int m, int n, int k) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a[p * m + i] * b[p * n + j];
                }
                c[i * n + j] = sum;
            }
        }
    }

    /** C = A·Bᵀ with A of {@code m × k} and B of {@code n × k}: the input gradient dX = dZ·Wᵀ. */
    public static void nt(float[] c, float[] a, float[] b, int m, int n, int k) {
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < n; j++) {
                float sum = 0;
                for (int p = 0; p < k; p++) {
                    sum += a[i * k + p] * b[j * k + p];
                }
                c[i * n + j] = sum;
            }
        }
    }
}
