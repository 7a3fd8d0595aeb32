package dev.lanewise.peers;

import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.openblas.global.openblas_nolapack;

/** A native BLAS through its bytedeco binding, on memory outside the heap. */
final class NativeBlas implements Multiplier {
    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;
    private static final int CACHE_LINE = 64;

    private final Cblas cblas;

    private NativeBlas(Cblas cblas) {
        this.cblas = cblas;
    }

    /** The C function {@code cblas_sgemm}. */
    private interface Cblas {
        void sgemm(
                int order,
                int aForm,
                int bForm,
                int m,
                int n,
                int k,
                float alpha,
                FloatPointer a,
                int lda,
                FloatPointer b,
                int ldb,
                float beta,
                FloatPointer c,
                int ldc);
    }

    static NativeBlas openBlas(int threads) {
        openblas_nolapack.blas_set_num_threads(threads);
        return new NativeBlas(openblas_nolapack::cblas_sgemm);
    }

    static NativeBlas mkl(int threads) {
        mkl_rt.MKL_Set_Dynamic(0);
        mkl_rt.MKL_Set_Num_Threads(threads);
        return new NativeBlas(mkl_rt::cblas_sgemm);
    }

    @Override
    public Product prepare(Shape shape, float[] a, float[] b) {
        return new NativeProduct(cblas, shape, a, b);
    }

    private static final class NativeProduct implements Product {
        private final Cblas cblas;
        private final Shape shape;
        private final int aForm;
        private final int bForm;
        private final FloatPointer a;
        private final FloatPointer b;
        private final FloatPointer c;

        NativeProduct(Cblas cblas, Shape shape, float[] a, float[] b) {
            this.cblas = cblas;
            this.shape = shape;
            aForm = shape.form().aTransposed() ? TRANSPOSED : PLAIN;
            bForm = shape.form().bTransposed() ? TRANSPOSED : PLAIN;
            this.a = onCacheLine(a.length).put(a);
            this.b = onCacheLine(b.length).put(b);
            c = onCacheLine(shape.m() * shape.n());
        }

        /** New memory whose vectors do not straddle cache lines, unlike those of an array. */
        private static FloatPointer onCacheLine(long length) {
            FloatPointer memory = new FloatPointer(length + CACHE_LINE / Float.BYTES);
            long skip = -memory.address() & CACHE_LINE - 1;
            return memory.position(skip / Float.BYTES);
        }

        @Override
        public void run() {
            cblas.sgemm(
                    ROW_MAJOR, aForm, bForm, shape.m(), shape.n(), shape.k(), 1, a, shape.lda(), b,
                    shape.ldb(), 0, c, shape.n());
        }

        @Override
        public float[] result() {
            float[] array = new float[shape.m() * shape.n()];
            c.get(array);
            return array;
        }

        @Override
        public void close() {
            a.close();
            b.close();
            c.close();
        }
    }
}
