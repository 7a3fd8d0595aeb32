package dev.lanewise;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;

/** The choice of kernels for this process. */
public final class Lanewise {
    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    private Lanewise() {}

    /**
     * The vector kernels, or the scalar ones where the module {@code jdk.incubator.vector} is not
     * in the boot layer. Both give the same bits. The vector ones are the faster by far where C2
     * compiles them, as it does by default; with C2 switched off, {@link #scalarKernels()} are.
     */
    public static Kernels kernels() {
        return Chosen.KERNELS;
    }

    /** The scalar kernels: the definition of right, and the baseline to compare with. */
    public static Kernels scalarKernels() {
        return new ScalarKernels();
    }

    private static Kernels choose() {
        if (ModuleLayer.boot().findModule(VECTOR_MODULE).isPresent()) {
            return new VectorKernels();
        }
        System.getLogger("dev.lanewise")
                .log(
                        System.Logger.Level.WARNING,
                        "Lanewise runs its scalar kernels, many times slower than the vector ones: "
                                + "start java with --add-modules "
                                + VECTOR_MODULE);
        return new ScalarKernels();
    }

    /** Decided once, at the first use. */
    private static final class Chosen {
        static final Kernels KERNELS = choose();
    }
}
