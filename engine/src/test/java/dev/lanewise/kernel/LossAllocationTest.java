package dev.lanewise.kernel;

import dev.lanewise.kernel.vector.VectorKernels;
import dev.lanewise.train.Allocations;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Once C2 has compiled the sweeps of a loss, they allocate nothing. Where they go on, C2 boxes
 * vectors: a sweep has become too large for it, and is slow by a factor of five or ten.
 */
class LossAllocationTest {
    private static final int ROWS = 128;
    private static final int COLUMNS = 35;

    @ParameterizedTest
    @EnumSource
    void compiledLossesAllocateNothing(LossKind kind) {
        LossKernel kernel = kind.kernel(new VectorKernels(), COLUMNS);
        float[] z = Slice.random(1, ROWS * COLUMNS, 3f).values();
        float[] t = kind.targets(new SplittableRandom(2), ROWS, COLUMNS).values();
        float[] dZ = new float[z.length];
        Allocations.assertSettleAtNone(
                kind.name(),
                () -> kernel.valueAndGradient(dZ, 0, z, 0, t, 0, ROWS, COLUMNS, 0.5f), List.of());
    }
}
