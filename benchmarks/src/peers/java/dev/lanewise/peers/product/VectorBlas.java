package dev.lanewise.peers.product;

import dev.ludovic.netlib.blas.BLAS;
import dev.ludovic.netlib.blas.JavaBLAS;
import java.util.Arrays;

/** The Vector API BLAS of netlib, which has one thread. */
final class VectorBlas implements Multiplier {
    private final BLAS blas = JavaBLAS.getInstance();

    VectorBlas() {
        // where its vector twin does not load, it falls back on another without a word
        if (!blas.getClass().getSimpleName().equals("VectorBLAS")) {
            throw new IllegalStateException(
                    "netlib gave " + blas.getClass().getName() + ", expected its VectorBLAS");
        }
    }

    @Override
    public Product prepare(Shape shape, float[] a, float[] b) {
        float[] c = new float[shape.m() * shape.n()];
        String aForm = shape.form().aTransposed() ? "T" : "N";
        String bForm = shape.form().bTransposed() ? "T" : "N";
        return new Product() {
            @Override
            public void run() {
                // columns come first in it: Cᵀ = Bᵀ·Aᵀ
                blas.sgemm(
                        bForm, aForm, shape.n(), shape.m(), shape.k(), 1, b, shape.ldb(), a,
                        shape.lda(), 0, c, shape.n());
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
