package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Arguments of batch normalization that do not fit: named before anything is written. */
class BatchNormKernelChecksTest {
    private static final List<BatchNormKernel> TWINS =
            List.of(new ScalarKernels().batchNorm(), new VectorKernels().batchNorm());

    private final float[] six = {7, 7, 7, 7, 7, 7};
    private final float[] three = {7, 7, 7};
    private final float[] two = {7, 7};

    @AfterEach
    void nothingWasWritten() {
        for (float[] array : new float[][] {six, three, two}) {
            for (float value : array) {
                assertEquals(7, value);
            }
        }
    }

    @Test
    void statisticsNeedARowAndArraysThatFit() {
        for (BatchNormKernel k : TWINS) {
            expect("rows is 0", () -> k.statistics(three, 0, three, 0, six, 0, 3, 0, 3));
            expect("columns is -1", () -> k.statistics(three, 0, three, 0, six, 0, 3, 2, -1));
            expect("mean has 2", () -> k.statistics(two, 0, three, 0, six, 0, 3, 2, 3));
            expect("variance has 2", () -> k.statistics(three, 0, two, 0, six, 0, 3, 2, 3));
            expect("x has 3", () -> k.statistics(three, 0, three, 0, three, 0, 3, 2, 3));
            expect("leading dimension of x is 2",
                    () -> k.statistics(three, 0, three, 0, six, 0, 2, 2, 3));
        }
    }

    @Test
    void normalizingNeedsArraysThatFit() {
        for (BatchNormKernel k : TWINS) {
            expect("y has 2", () -> normalize(k, two, six, three, six, three, three, six, 1e-5f));
            expect("normalized has 2",
                    () -> normalize(k, six, two, three, six, three, three, six, 1e-5f));
            expect("deviations has 2",
                    () -> normalize(k, six, null, two, six, three, three, six, 1e-5f));
            expect("x has 2", () -> normalize(k, six, six, three, two, three, three, six, 1e-5f));
            expect("mean has 2",
                    () -> normalize(k, six, six, three, six, two, three, six, 1e-5f));
            expect("variance has 2",
                    () -> normalize(k, six, six, three, six, three, two, six, 1e-5f));
            expect("gamma has 2",
                    () -> normalize(k, six, six, three, six, three, three, two, 1e-5f));
            expect("beta has 3",
                    () -> normalize(k, six, six, three, six, three, three, three, 1e-5f));
            expect("epsilon is 0", () -> normalize(k, six, six, three, six, three, three, six, 0));
        }
    }

    private static void normalize(
            BatchNormKernel kernel, float[] y, float[] normalized, float[] deviations, float[] x,
            float[] mean, float[] variance, float[] parameters, float epsilon) {
        kernel.normalize(
                y, 0, normalized, 0, deviations, 0, x, 0, mean, 0, variance, 0, parameters, 0, 3, 3,
                2, 3, epsilon);
    }

    @Test
    void gradientsNeedArraysThatFit() {
        for (BatchNormKernel k : TWINS) {
            expect("dX has 2", () -> backward(k, two, six, six, three, three, six));
            expect("dY has 2", () -> backward(k, six, two, six, three, three, six));
            expect("normalized has 2", () -> backward(k, six, six, two, three, three, six));
            expect("deviations has 2", () -> backward(k, six, six, six, two, three, six));
            expect("gamma has 2", () -> backward(k, six, six, six, three, two, six));
            expect("gradients of gamma has 2", () -> backward(k, six, six, six, three, three, two));
            expect("gradients of beta has 3",
                    () -> backward(k, six, six, six, three, three, three));
            expect("gradients of beta has 3",
                    () -> k.parameterGradients(three, 0, 3, six, 0, six, 0, 3, 2, 3, false));
            expect("dY has 3",
                    () -> k.parameterGradients(six, 0, 3, three, 0, six, 0, 3, 2, 3, false));
            expect("leading dimension of dY is 2",
                    () -> k.parameterGradients(six, 0, 3, six, 0, six, 0, 2, 2, 3, false));
        }
    }

    private static void backward(
            BatchNormKernel kernel, float[] dX, float[] dY, float[] normalized, float[] deviations,
            float[] gamma, float[] gradients) {
        kernel.inputGradient(
                dX, 0, dY, 0, normalized, 0, deviations, 0, gamma, 0, gradients, 0, 3, 3, 2, 3);
    }

    @Test
    void trackingNeedsAShareAndAFiniteFactor() {
        for (BatchNormKernel k : TWINS) {
            expect("running has 2", () -> k.track(two, 0, three, 0, 3, 0.1f, 1));
            expect("value has 2", () -> k.track(three, 0, two, 0, 3, 0.1f, 1));
            expect("momentum is 1.5", () -> k.track(three, 0, six, 0, 3, 1.5f, 1));
            expect("momentum is NaN", () -> k.track(three, 0, six, 0, 3, Float.NaN, 1));
            expect("factor is Infinity", () -> k.track(three, 0, six, 0, 3, 0.1f, 1f / 0));
        }
    }

    private static void expect(String message, Executable call) {
        String actual = assertThrows(RuntimeException.class, call).getMessage();
        assertEquals(message, actual.substring(0, Math.min(message.length(), actual.length())));
    }
}
