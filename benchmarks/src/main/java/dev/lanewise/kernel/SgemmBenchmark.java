package dev.lanewise.kernel;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Matrix products in their three forms: both twins, and the three loops that one writes first.
 *
 * <p>Before anything is timed, the naive product is compared with the scalar twin's, and the twin
 * that is timed with the other one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 5, time = 400, timeUnit = TimeUnit.MILLISECONDS)
@Fork(value = 5, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
public class SgemmBenchmark {
    /** Form and size: {@code NN m×n×k}. */
    @Param({"NN 128x512x784", "TN 784x512x128", "NT 128x512x256", "NN 128x10x256"})
    public String product;

    private String form;
    private int m;
    private int n;
    private int k;
    private float[] a;
    private float[] b;
    private float[] c;

    /** The kernels of one twin. */
    @State(Scope.Thread)
    public static class Implementation {
        /** Which twin. */
        @Param({"VECTOR", "SCALAR"})
        public Twin twin;

        private Sgemm sgemm;

        /** Binds the twin. */
        public Implementation() {}

        /** Makes the kernel and compares it with the other twin. */
        @Setup
        public void prepare(SgemmBenchmark product) {
            sgemm = twin.kernels().sgemm();
            product.multiply(twin.other().kernels().sgemm());
            float[] expected = product.c;
            product.c = new float[expected.length];
            product.multiply(sgemm);
            Operands.requireSameBits(twin + " " + product.product, product.c, expected);
        }
    }

    /** Arithmetic done: a row of its own in the table, per second. */
    @State(Scope.Thread)
    @AuxCounters
    public static class Arithmetic {
        /** Floating-point operations, in thousands of millions. */
        public double gflop;

        /** Starts at zero. */
        public Arithmetic() {}

        /** Forgets the last iteration's. */
        @Setup(Level.Iteration)
        public void clear() {
            gflop = 0;
        }
    }

    /** For JMH. */
    public SgemmBenchmark() {}

    /** Fills the operands and compares the naive product with the scalar twin's. */
    @Setup
    public void prepare() {
        form = product.substring(0, 2);
        String[] sizes = product.substring(3).split("x");
        m = Integer.parseInt(sizes[0]);
        n = Integer.parseInt(sizes[1]);
        k = Integer.parseInt(sizes[2]);
        a = Operands.normal(1, m * k);
        b = Operands.normal(2, k * n);
        c = new float[m * n];
        multiply(Twin.SCALAR.kernels().sgemm());
        float[] expected = c;
        c = new float[m * n];
        multiplyNaively();
        for (int i = 0; i < c.length; i++) {
            if (!(Math.abs(c[i] - expected[i]) <= 1e-5 * k)) {
                throw new IllegalStateException(
                        product + ": element " + i + " is " + c[i] + ", expected " + expected[i]);
            }
        }
    }

    /** One product by a twin. */
    @Benchmark
    public float[] kernel(Implementation implementation, Arithmetic arithmetic) {
        multiply(implementation.sgemm);
        arithmetic.gflop += 2e-9 * m * n * k;
        return c;
    }

    private void multiply(Sgemm sgemm) {
        switch (form) {
            case "NN" -> sgemm.nn(c, 0, n, a, 0, k, b, 0, n, m, n, k, false);
            case "TN" -> sgemm.tn(c, 0, n, a, 0, m, b, 0, n, m, n, k, false);
            case "NT" -> sgemm.nt(c, 0, n, a, 0, k, b, 0, k, m, n, k, false);
            default -> throw new IllegalArgumentException("form is " + form);
        }
    }

    /** One product by the loops i, j, p. */
    @Benchmark
    public float[] naive(Arithmetic arithmetic) {
        multiplyNaively();
        arithmetic.gflop += 2e-9 * m * n * k;
        return c;
    }

    private void multiplyNaively() {
        NaiveSgemm.multiply(c, a, form.equals("TN"), b, form.equals("NT"), m, n, k);
    }
}
