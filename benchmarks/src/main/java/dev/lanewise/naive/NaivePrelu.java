package dev.lanewise.naive;

/** PReLU: y = z above 0, a[c]·z below, with a slope a for each column. */
public final class NaivePrelu {
    private NaivePrelu() {}

    /** Y of Z. */
    public static void forward(float[] y, float[] z, float[] a, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                y[i] = z[i] > 0 ? z[i] : a[c] * z[i];
            }
        }
    }

    /** dZ = dY above 0, a[c]·dY below; da[c] = Σ of dY·z over the rows below. */
    public static void backward(
            float[] dZ, float[] da, float[] dY, float[] z, float[] a, int rows, int columns) {
        for (int c = 0; c < columns; c++) {
            da[c] = 0;
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                if (z[i] > 0) {
                    dZ[i] = dY[i];
                } else {
                    dZ[i] = a[c] * dY[i];
                    da[c] += dY[i] * z[i];
                }
            }
        }
    }
}
