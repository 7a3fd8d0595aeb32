package dev.lanewise.peers.product;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.mkl.global.mkl_rt;
import org.bytedeco.openblas.global.openblas_nolapack;

/** A native BLAS through its bytedeco binding, on memory outside the heap. */
final class NativeBlas implements Multiplier {
    private static final int ROW_MAJOR = 101;
    private static final int PLAIN = 111;
    private static final int TRANSPOSED = 112;
    private static final int CACHE_LINE = 64;

    private static final int LONGEST_VERSION = 256;

    private final Cblas cblas;
    private final String build;

    private NativeBlas(Cblas cblas, String build) {
        this.cblas = cblas;
        this.build = build;
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
        return new NativeBlas(openblas_nolapack::cblas_sgemm, openBlasBuild());
    }

    /** Its version, options and the core that it chose; the binding lacks this function. */
    @SuppressWarnings("restricted")
    private static String openBlasBuild() {
        Pointer function = Loader.addressof("openblas_get_config");
        if (function == null) {
            // the binding takes another library if it is told to, or finds it first
            throw new IllegalStateException("the BLAS behind OpenBLAS's binding is another one");
        }
        MethodHandle config = Linker.nativeLinker()
                .downcallHandle(
                        MemorySegment.ofAddress(function.address()),
                        FunctionDescriptor.of(ValueLayout.ADDRESS));
        try {
            MemorySegment text = (MemorySegment) config.invokeExact();
            return text.reinterpret(LONGEST_VERSION).getString(0);
        } catch (Throwable e) {
            throw new IllegalStateException("openblas_get_config failed", e);
        }
    }

    static NativeBlas mkl(int threads) {
        mkl_rt.MKL_Set_Num_Threads(threads);
        byte[] version = new byte[LONGEST_VERSION];
        mkl_rt.MKL_Get_Version_String(version, version.length);
        String build = new String(version, StandardCharsets.US_ASCII);
        return new NativeBlas(mkl_rt::cblas_sgemm, build.replace('\0', ' ').strip());
    }

    @Override
    public String build() {
        return build;
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
        public void spoil() {
            float[] array = new float[shape.m() * shape.n()];
            Arrays.fill(array, Float.NaN);
            c.put(array);
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
