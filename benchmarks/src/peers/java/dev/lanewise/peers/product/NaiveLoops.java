package dev.lanewise.peers.product;

import dev.lanewise.naive.NaiveProducts;
import java.util.Arrays;

/** {@link NaiveProducts}. */
final class NaiveLoops implements Multiplier {
    @Override
    public Product prepare(Shape shape, float[] a, float[] b) {
        float[] c = new float[shape.m() * shape.n()];
        return new Product() {
            @Override
            public void run() {
                int m = shape.m();
                int n = shape.n();
                int k = shape.k();
                switch (shape.form()) {
                    case NN -> NaiveProducts.nn(c, a, b, m, n, k);
                    case TN -> NaiveProducts.tn(c, a, b, m, n, k);
                    case NT -> NaiveProducts.nt(c, a, b, m, n, k);
                }
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
}
