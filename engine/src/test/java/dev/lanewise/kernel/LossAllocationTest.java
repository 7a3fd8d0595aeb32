package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.ThreadMXBean;
import dev.lanewise.kernel.vector.VectorKernels;
import java.lang.management.ManagementFactory;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Once C2 has compiled the sweeps of a loss, they allocate nothing. Where they go on, C2 boxes
 * vectors: a sweep has become too large for it, and is slow by a factor of five or ten.
 */
class LossAllocationTest {
    private static final long PATIENCE = 20_000_000_000L;
    private static final int ROWS = 128;
    private static final int COLUMNS = 35;

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @ParameterizedTest
    @EnumSource
    void compiledLossesAllocateNothing(LossKind kind) {
        LossKernel kernel = kind.kernel(new VectorKernels(), COLUMNS);
        float[] z = Slice.random(1, ROWS * COLUMNS, 3f).values();
        float[] t = kind.targets(new SplittableRandom(2), ROWS, COLUMNS).values();
        float[] dZ = new float[z.length];
        long start = System.nanoTime();
        long allocated;
        do {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                kernel.valueAndGradient(dZ, 0, z, 0, t, 0, ROWS, COLUMNS, 0.5f);
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        } while (allocated > 0 && System.nanoTime() - start < PATIENCE);
        assertEquals(0, allocated, "bytes allocated by the last fifty calls");
    }
}
