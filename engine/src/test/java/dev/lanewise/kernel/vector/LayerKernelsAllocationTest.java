package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.kernel.Kernels;
import dev.lanewise.train.Allocations;
import java.util.List;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** Once C2 has compiled their loops, the kernels of layers without weights allocate nothing. */
class LayerKernelsAllocationTest {
    private static final int ROWS = 20;
    private static final int COLUMNS = 75;
    private static final int SIZE = ROWS * COLUMNS;

    private final Kernels kernels = new VectorKernels();
    private final float[] x = new float[SIZE];
    private final float[] y = new float[SIZE];
    private final float[] kept = new float[SIZE];
    private final float[] figures = new float[4 * COLUMNS];

    @Test
    void layerNormalizationAllocatesNothing() {
        var kernel = kernels.layerNorm();
        assertSettles(() -> {
            kernel.forward(
                    y, 0, kept, 0, figures, 0, x, 0, figures, 100, 200, ROWS, COLUMNS, 1e-5f);
            kernel.inputGradient(y, 0, x, 0, kept, 0, figures, 0, figures, 100, ROWS, COLUMNS);
            kernel.parameterGradients(
                    figures, 100, 200, y, 0, kept, 0, COLUMNS, ROWS, COLUMNS, true);
        });
    }

    @Test
    void batchNormalizationAllocatesNothing() {
        var kernel = kernels.batchNorm();
        float[] more = new float[4 * COLUMNS];
        assertSettles(() -> {
            kernel.statistics(more, 0, more, 75, x, 0, COLUMNS, ROWS, COLUMNS);
            kernel.track(figures, 0, more, 75, COLUMNS, 0.1f, 20f / 19);
            kernel.normalize(
                    y, 0, kept, 0, more, 150, x, 0, more, 0, more, 75, figures, 0, 75, COLUMNS,
                    ROWS, COLUMNS, 1e-5f);
            kernel.inputGradient(
                    y, 0, x, 0, kept, 0, more, 150, figures, 0, figures, 75, 150, COLUMNS, ROWS,
                    COLUMNS);
        });
    }

    @Test
    void elementwiseKernelsAllocateNothing() {
        var dropout = kernels.dropout();
        var prelu = kernels.prelu();
        var scaling = kernels.scaling();
        assertSettles(() -> {
            dropout.apply(y, 0, x, 0, SIZE, 5, (1L << 32) - 100, 0.5f);
            prelu.forward(y, 0, x, 0, figures, 0, COLUMNS, ROWS, COLUMNS);
            prelu.inputGradient(y, 0, x, 0, kept, 0, figures, 0, COLUMNS, ROWS, COLUMNS);
            prelu.parameterGradients(figures, 0, x, 0, kept, 0, COLUMNS, ROWS, COLUMNS, false);
            scaling.standardize(y, 0, x, 0, figures, 0, figures, 75, COLUMNS, ROWS, COLUMNS);
        });
    }

    @Test
    void softmaxAllocatesNothing() {
        var kernel = kernels.softmax();
        assertSettles(() -> {
            kernel.softmax(y, 0, x, 0, ROWS, COLUMNS);
            kernel.logSoftmax(y, 0, x, 0, ROWS, COLUMNS);
        });
    }

    /** Until a thousand rounds in a row allocate nothing. */
    private void assertSettles(Runnable round) {
        assumeTrue(
                FloatVector.SPECIES_PREFERRED.length() >= Lanes.COUNT,
                "this JVM has no vector instructions");
        Allocations.assertSettleAtNone(
                "twenty rounds",
                () -> {
                    for (int i = 0; i < 20; i++) {
                        round.run();
                    }
                },
                List.of());
    }
}
