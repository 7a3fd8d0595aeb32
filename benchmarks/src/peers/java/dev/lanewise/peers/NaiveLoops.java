package dev.lanewise.peers;

import java.util.Arrays;

/** The three loops that one writes first. */
final class NaiveLoops implements Multiplier {
    @Override
    public Product prepare(Shape shape, float[] a, float[] b) {
        float[] c = new float[shape.m() * shape.n()];
        return new Product() {
            @Override
            public void run() {
                multiply(shape, a, b, c);
            }

            @Override
            public void spoil() {
                Arrays.fill(c, Float.NaN);
            }

            @Override
            public float[] result() {
                return c;
            }
        };
    }

    private static void multiply(Shape shape, float[] a, float[] b, float[] c) {
        int m = shape.m();
        int n = shape.n();
        int k = shape.k();
        boolean aT = shape.form().aTransposed();
        boolean bT = shape.form().bTransposed();
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
