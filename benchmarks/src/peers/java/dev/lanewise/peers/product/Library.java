package dev.lanewise.peers.product;

import dev.lanewise.peers.compare.Contender;
import java.util.Map;
import java.util.function.IntFunction;

/** Who multiplies, and the settings at which each was found fastest. */
enum Library implements Contender<Shape> {
    /** Ours. */
    LANEWISE("Lanewise", LanewiseSgemm::new),
    /** OpenBLAS, with threads of its own. */
    OPENBLAS("OpenBLAS", NativeBlas::openBlas),
    /**
     * Intel's, with the OpenMP that comes with it: on two threads as fast as with GNU's, which is
     * not on every machine, and steadier.
     */
    MKL("MKL", NativeBlas::mkl),
    /** The Vector API BLAS of netlib. */
    NETLIB("VectorBLAS", threads -> new VectorBlas()),
    /** The dense float matrices of EJML. */
    EJML("EJML", EjmlMatrices::new),
    /** Three plain loops. */
    NAIVE("naive", threads -> new NaiveLoops());

    /** Products that naive loops, EJML and netlib take too long for are left out. */
    private static final double MOST_NAIVE_OPERATIONS = 0.2e9;
    private static final double MOST_NETLIB_OPERATIONS = 2.2e9;

    /**
     * A native library's threads wait for the next product spinning, which they need to be fast,
     * but for 100 or 200 microseconds only. Left to themselves they spin for much longer, on the
     * core where a yardstick is about to be read; in a window one product follows the other at
     * once, so that nothing is gained by it.
     */
    private static final String SPIN_CYCLES_LOG2 = "18";
    private static final String SPIN_TIME = "200us";

    private final String title;
    private final IntFunction<Multiplier> opening;

    Library(String title, IntFunction<Multiplier> opening) {
        this.title = title;
        this.opening = opening;
    }

    @Override
    public String title() {
        return title;
    }

    /** Makes it ready in this process. */
    Multiplier open(int threads) {
        return opening.apply(threads);
    }

    @Override
    public boolean isOurs() {
        return this == LANEWISE;
    }

    @Override
    public boolean isRival() {
        return this == OPENBLAS || this == MKL;
    }

    @Override
    public boolean exists() {
        return this != MKL || System.getProperty("os.arch").equals("amd64");
    }

    /** EJML has threads, which the other baselines have not. */
    @Override
    public boolean runs(int threads, int fork) {
        return this == EJML ? fork == 1 : Contender.super.runs(threads, fork);
    }

    @Override
    public boolean bears(Shape shape) {
        return switch (this) {
            case EJML, NAIVE -> shape.operations() <= MOST_NAIVE_OPERATIONS;
            case NETLIB -> shape.operations() <= MOST_NETLIB_OPERATIONS;
            default -> true;
        };
    }

    @Override
    public Map<String, String> environment(int threads) {
        String count = Integer.toString(threads);
        return switch (this) {
            case OPENBLAS -> Map.of(
                    "OPENBLAS_NUM_THREADS", count, "OPENBLAS_THREAD_TIMEOUT", SPIN_CYCLES_LOG2);
            case MKL -> Map.of(
                    "MKL_NUM_THREADS", count, "OMP_NUM_THREADS", count, "MKL_THREADING_LAYER",
                    "INTEL", "KMP_BLOCKTIME", SPIN_TIME);
            default -> Map.of();
        };
    }
}
