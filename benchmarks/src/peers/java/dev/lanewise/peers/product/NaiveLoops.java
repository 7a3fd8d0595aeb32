package dev.lanewise.peers.product;

import dev.lanewise.kernel.NaiveSgemm;
import java.util.Arrays;

/** {@link NaiveSgemm}. */
final class NaiveLoops implements Multiplier {
    @Override
    public Product prepare(Shape shape, float[] a, float[] b) {
        float[] c = new float[shape.m() * shape.n()];
        return new Product() {
            @Override
            public void run() {
                NaiveSgemm.multiply(c, a, shape.form().aTransposed(), b, shape.form().bTransposed(),
                        shape.m(), shape.n(), shape.k());
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
