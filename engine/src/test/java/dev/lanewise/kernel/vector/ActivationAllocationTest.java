package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationFormulas;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.Slice;
import java.lang.management.ManagementFactory;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Once C2 has compiled the loops, activations allocate nothing: no function is too large for C2 to
 * take in all its parts, which would box a vector at each call.
 */
class ActivationAllocationTest {
    private static final long PATIENCE = 10_000_000_000L;
    private static final int N = 2048;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    static List<Activation> activations() {
        return ActivationFormulas.ALL;
    }

    @ParameterizedTest
    @MethodSource("activations")
    void nothingIsAllocated(Activation activation) {
        assumeTrue(
                FloatVector.SPECIES_PREFERRED.length() >= Lanes.COUNT,
                "this JVM has no vector instructions");
        ActivationKernel kernel = new VectorKernels().activation(activation);
        float[] z = Slice.random(1, N, 5).values();
        float[] y = new float[N];
        float[] dZ = Slice.random(2, N, 1).values();
        float[] kept = activation.derivativeNeedsInput() ? z : y;
        long start = System.nanoTime();
        long allocated;
        do {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int round = 0; round < 100; round++) {
                kernel.forward(y, 0, z, 0, N, null, 0, 1, N);
                kernel.backward(dZ, 0, kept, 0, N, 1, N);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        } while (allocated > 0 && System.nanoTime() - start < PATIENCE);
        assertEquals(0, allocated, activation + ": bytes allocated by the last hundred rounds");
    }
}
