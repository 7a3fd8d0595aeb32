package dev.lanewise.peers.product;

import java.util.Arrays;
import org.ejml.EjmlVersion;
import org.ejml.concurrency.EjmlConcurrency;
import org.ejml.data.FMatrixRMaj;
import org.ejml.dense.row.CommonOps_FDRM;
import org.ejml.dense.row.CommonOps_MT_FDRM;

/** The dense float matrices of EJML, plain Java, which choose among loops by size. */
final class EjmlMatrices implements Multiplier {
    private final boolean isShared;

    EjmlMatrices(int threads) {
        isShared = threads > 1;
        EjmlConcurrency.setMaxThreads(threads);
    }

    /** C of A and B, all that it was before overwritten. */
    @FunctionalInterface
    private interface Operation {
        void run(FMatrixRMaj a, FMatrixRMaj b, FMatrixRMaj c);
    }

    private Operation operation(Form form) {
        return switch (form) {
            case NN -> isShared ? CommonOps_MT_FDRM::mult : CommonOps_FDRM::mult;
            case TN -> isShared ? CommonOps_MT_FDRM::multTransA : CommonOps_FDRM::multTransA;
            case NT -> isShared ? CommonOps_MT_FDRM::multTransB : CommonOps_FDRM::multTransB;
        };
    }

    @Override
    public Product prepare(Shape shape, float[] a, float[] b) {
        Operation operation = operation(shape.form());
        FMatrixRMaj matrixA = FMatrixRMaj.wrap(a.length / shape.lda(), shape.lda(), a);
        FMatrixRMaj matrixB = FMatrixRMaj.wrap(b.length / shape.ldb(), shape.ldb(), b);
        FMatrixRMaj c = new FMatrixRMaj(shape.m(), shape.n());
        return new Product() {
            @Override
            public void run() {
                operation.run(matrixA, matrixB, c);
            }

            @Override
            public void spoil() {
                Arrays.fill(c.data, Float.NaN);
            }

            @Override
            public float[] result() {
                return c.data;
            }
        };
    }

    @Override
    public String build() {
        return "EJML " + EjmlVersion.VERSION;
    }
}
