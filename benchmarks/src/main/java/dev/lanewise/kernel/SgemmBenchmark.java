package dev.lanewise.kernel;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveProducts;
import java.util.List;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Matrix products in the three forms that training needs, on one thread. */
public class SgemmBenchmark extends CheckedBenchmark {
    /** Form and size: {@code NN m×n×k}. */
    @Param({
        Networks.SMALL_FORWARD, Networks.SMALL_WEIGHTS, Networks.MIDDLE_FORWARD,
        Networks.MIDDLE_WEIGHTS, Networks.INNER_FORWARD, Networks.INNER_WEIGHTS,
        Networks.INNER_INPUTS, Networks.CLASSES_FORWARD, Networks.CLASSES_WEIGHTS,
        Networks.CLASSES_INPUTS})
    public String product;

    private String form;
    private int m;
    private int n;
    private int k;
    private float[] a;
    private float[] b;
    private Runnable multiply;

    /** For JMH. */
    public SgemmBenchmark() {}

    @Override
    protected String title() {
        return "SgemmBenchmark, " + product;
    }

    @Override
    protected void draw() {
        if (!product.matches("(NN|TN|NT) [1-9]\\d{0,8}x[1-9]\\d{0,8}x[1-9]\\d{0,8}")) {
            throw new IllegalArgumentException(
                    "product is " + product + ", expected NN, TN or NT and m, n and k, such as "
                            + Networks.MIDDLE_FORWARD);
        }
        form = product.substring(0, 2);
        String[] sizes = product.substring(3).split("x");
        m = Integer.parseInt(sizes[0]);
        n = Integer.parseInt(sizes[1]);
        k = Integer.parseInt(sizes[2]);
        a = Operands.normal(1, m * k);
        b = Operands.normal(2, k * n);
    }

    @Override
    protected Subject bind(Kernels kernels) {
        Sgemm sgemm = kernels.sgemm();
        float[] c = new float[m * n];
        return subject(c, switch (form) {
            case "NN" -> () -> sgemm.nn(c, 0, n, a, 0, k, b, 0, n, m, n, k, false);
            case "TN" -> () -> sgemm.tn(c, 0, n, a, 0, m, b, 0, n, m, n, k, false);
            default -> () -> sgemm.nt(c, 0, n, a, 0, k, b, 0, k, m, n, k, false);
        });
    }

    @Override
    protected Subject bindNaive() {
        float[] c = new float[m * n];
        return subject(c, switch (form) {
            case "NN" -> () -> NaiveProducts.nn(c, a, b, m, n, k);
            case "TN" -> () -> NaiveProducts.tn(c, a, b, m, n, k);
            default -> () -> NaiveProducts.nt(c, a, b, m, n, k);
        });
    }

    private Subject subject(float[] c, Runnable multiply) {
        return new Subject(List.of(multiply), List.of(new Result("C", c, k + 1)));
    }

    @Override
    protected void time(List<Runnable> passes) {
        multiply = passes.getFirst();
    }

    /** One product. */
    @Benchmark
    public void multiply(Arithmetic arithmetic) {
        multiply.run();
        arithmetic.add(2.0 * m * n * k);
    }
}
