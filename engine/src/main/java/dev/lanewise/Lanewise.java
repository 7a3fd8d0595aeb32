package dev.lanewise;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.lang.System.Logger.Level;

/**
 * The choice of kernels for this process.
 *
 * <p>It is made once, at the first use, and told to the {@link System.Logger} of the name
 * {@code dev.lanewise}: {@link #describe()} as one line of level {@code DEBUG}, since a library that
 * works as it should has nothing to say on its users' consoles, and, where the JVM or its flags cost
 * speed, one line of level {@code WARNING} that says what, and what to do.
 */
public final class Lanewise {
    private Lanewise() {}

    /**
     * The fastest kernels here: the vector ones, or the scalar ones where those would be slower or
     * cannot be. Both give the same bits.
     *
     * <p>The vector kernels live from HotSpot's compiler C2, or GraalVM's in its place. The scalar
     * ones are taken, with a warning, where the module {@code jdk.incubator.vector} is not in the
     * boot layer; where the JVM interprets ({@code -Xint}) or compiles with C1 alone
     * ({@code -XX:TieredStopAtLevel=1}), which makes vectors objects and the vector kernels the
     * slower ones; where it is not HotSpot, of whose compilers nothing is known here; and where its
     * lanes have fewer than 128 bits. {@link #vectorKernels()} are there for who knows better. Some
     * rare flags do not show from inside: {@code -XX:TieredStopAtLevel} of 0, 2 or 3 and
     * {@code -XX:-UseCompiler}.
     */
    public static Kernels kernels() {
        return Chosen.KERNELS;
    }

    /** The scalar kernels: the definition of right, and the baseline to compare with. */
    public static Kernels scalarKernels() {
        return new ScalarKernels();
    }

    /**
     * The vector kernels, whatever speaks against them.
     *
     * @throws IllegalStateException where the module {@code jdk.incubator.vector} is not in the
     *     boot layer
     */
    public static Kernels vectorKernels() {
        if (!Surroundings.hasVectorModule()) {
            throw new IllegalStateException(
                    "the vector kernels need the module " + Surroundings.VECTOR_MODULE + ": "
                            + Surroundings.ADD_MODULE);
        }
        return new VectorKernels();
    }

    /**
     * What runs here, for bug reports, in one line: the version of Lanewise, kernels and their
     * lanes, JVM and how it compiles, system and processors, and the warning where there is one.
     */
    public static String describe() {
        return Surroundings.describe(Chosen.KERNELS.description(), Chosen.WARNING);
    }

    /** Decided once, at the first use. */
    private static final class Chosen {
        static final Kernels KERNELS;
        static final String WARNING = Surroundings.ofThisJvm().warning();

        static {
            KERNELS = WARNING.isEmpty() ? new VectorKernels() : new ScalarKernels();
            System.Logger log = System.getLogger("dev.lanewise");
            // only for who listens: putting the first text together takes milliseconds
            if (log.isLoggable(Level.DEBUG)) {
                log.log(Level.DEBUG, Surroundings.describe(KERNELS.description(), WARNING));
            }
            if (!WARNING.isEmpty()) {
                log.log(Level.WARNING, WARNING);
            }
        }
    }
}
