package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Matrices without an element, however many rows or columns they say they have. */
class ActivationKernelEmptyTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final float[] NONE = {};

    @Test
    void anyNumberOfEmptyRowsIsDoneAtOnce() {
        for (Kernels twin : TWINS) {
            ActivationKernel kernel = twin.activation(Activation.RELU);
            assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
                kernel.forward(NONE, 0, NONE, 0, 0, NONE, 0, Integer.MAX_VALUE, 0);
                kernel.backward(NONE, 0, NONE, 0, 0, Integer.MAX_VALUE, 0);
            });
        }
    }
}
