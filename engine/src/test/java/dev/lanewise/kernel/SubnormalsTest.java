package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Nothing that lasts from step to step is subnormal: weights, averages of weights, running values.
 * The state of optimizers has its test in {@link UpdateKernelTest}.
 */
class SubnormalsTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());

    /** Whole vectors of all widths, and a tail. */
    private static final int N = 35;

    private static final float LARGEST_SUBNORMAL = Math.nextDown(Float.MIN_NORMAL);

    /** Subnormal numbers, and the normal ones next to them. */
    private static float[] weights() {
        float[] some = {
            Float.MIN_VALUE, -1e-40f, LARGEST_SUBNORMAL, Float.MIN_NORMAL, -LARGEST_SUBNORMAL,
            -Float.MIN_NORMAL, 1f
        };
        float[] w = new float[N];
        for (int i = 0; i < N; i++) {
            w[i] = some[i % some.length];
        }
        return w;
    }

    @ParameterizedTest
    @EnumSource
    void updatesLeaveNoSubnormalWeights(UpdateKind kind) {
        for (Kernels twin : TWINS) {
            UpdateKernel kernel = kind.kernel.apply(twin);
            float[] w = weights();
            kernel.begin(1, 0);
            kernel.update(w, 0, new float[N], 0, new float[kind.slots * N], 0, N, N);
            float[] expected = weights();
            for (int i = 0; i < N; i++) {
                expected[i] = Math.abs(expected[i]) < Float.MIN_NORMAL ? 0f : expected[i];
            }
            Slice.of(w).assertSameBits(Slice.of(expected), kind + ", " + twin.description());
        }
    }

    @Test
    void averagesOfWeightsThatAreZeroComeToZero() {
        float[] zeros = new float[N];
        for (Kernels twin : TWINS) {
            decaysToZero(twin, values -> twin.arraySweeps().average(values, 0, zeros, 0, N, 0.99));
        }
    }

    @Test
    void runningValuesOfColumnsThatAreZeroComeToZero() {
        float[] zeros = new float[N];
        for (Kernels twin : TWINS) {
            decaysToZero(
                    twin, values -> twin.batchNorm().track(values, 0, zeros, 0, N, 0.01f, 1f));
        }
    }

    /** By a hundredth a step, 1e-30 is below the normal numbers after some 1,900 steps. */
    private static void decaysToZero(Kernels twin, Consumer<float[]> step) {
        float[] values = Slice.random(3, N, 1e-30f).values();
        for (int i = 0; i < 2000; i++) {
            step.accept(values);
            for (float value : values) {
                assertTrue(
                        value == 0 || Math.abs(value) >= Float.MIN_NORMAL,
                        () -> twin.description() + ": " + value);
            }
        }
        Slice.of(values).assertSameBits(Slice.of(new float[N]), twin.description());
    }
}
