package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What the update kernels refuse. */
class UpdateKernelChecksTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final float NAN = Float.NaN;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Test
    void updateBeforeBeginIsRefused() {
        for (Kernels twin : TWINS) {
            for (UpdateKernel kernel : List.of(
                    twin.sgd(0f, 0f, 0f, false),
                    twin.rmsProp(0.99, 1e-8f, 0f, 0.9f, true),
                    twin.adagrad(0, 1e-10f, 0f),
                    twin.adadelta(0.9, 1e-6f, 0f),
                    twin.adam(0.9, 0.999, 1e-8f, 0f, false, true),
                    twin.adamax(0.9, 0.999, 1e-8f, 0f),
                    twin.nAdam(0.9, 0.999, 1e-8f, 0f, 0.004, false),
                    twin.lion(0.9, 0.99, 0f),
                    twin.l1Regularized(twin.sgd(0f, 0f, 0f, false), 0.1f))) {
                float[] w = {1f};
                float[] state = new float[3];
                Executable update = () -> kernel.update(w, 0, new float[1], 0, state, 0, 1, 1);
                assertEquals(
                        "update without a step, call begin(step, learningRate) first",
                        assertThrows(IllegalStateException.class, update).getMessage());
                // a begin that is refused begins nothing
                assertThrows(IllegalArgumentException.class, () -> kernel.begin(0, 0.1));
                assertThrows(IllegalStateException.class, update);
                kernel.begin(1, 0.1);
                assertDoesNotThrow(update);
            }
        }
    }

    @Test
    void stateThatDoesNotFitIsNamed() {
        for (Kernels twin : TWINS) {
            UpdateKernel adam = twin.adam(0.9, 0.999, 1e-8f, 0f, false, false);
            adam.begin(1, 0.1);
            float[] w = new float[5];
            assertError(
                    "slotStride is 4, expected at least 5, from the first weight to the last",
                    () -> adam.update(w, 0, w.clone(), 0, new float[20], 0, 4, 5));
            assertEquals(
                    "state has 11 elements, expected at least 11 from offset 1 on",
                    assertThrows(
                            IndexOutOfBoundsException.class,
                            () -> adam.update(w, 0, w.clone(), 0, new float[11], 1, 6, 5))
                            .getMessage());
            assertDoesNotThrow(() -> adam.update(w, 0, w.clone(), 0, new float[12], 1, 6, 5));
            assertDoesNotThrow(() -> adam.update(w, 5, w.clone(), 5, new float[0], 0, 0, 0));
            UpdateKernel sgd = twin.sgd(0f, 0f, 0f, false);
            sgd.begin(1, 0.1);
            assertDoesNotThrow(() -> sgd.update(w, 0, w.clone(), 0, null, 0, 0, 5));
        }
    }

    @Test
    void settingsThatMakeNoSenseAreRefused() {
        for (Kernels k : TWINS) {
            String size = ", expected finite and at least 0";
            assertError("momentum is NaN" + size, () -> k.sgd(NAN, 0f, 0f, false));
            assertError("momentum is -1.0" + size, () -> k.sgd(-1f, 0f, 0f, false));
            assertError("weightDecay is Infinity" + size, () -> k.sgd(0f, 0f, INFINITY, false));
            assertError(
                    "dampening is 1.5, expected at least 0 and at most 1",
                    () -> k.sgd(0.5f, 1.5f, 0f, false));
            assertError("weightDecay is NaN" + size, () -> k.sgd(0.5f, 0f, NAN, false));
            assertError(
                    "dampening is 1.5, expected at least 0 and at most 1",
                    () -> k.sgd(0f, 1.5f, 0f, false));
            assertError(
                    "momentum is 0.0, expected above 0 for Nesterov's method",
                    () -> k.sgd(0f, 0f, 0f, true));
            assertError(
                    "dampening is 0.5, expected 0 for Nesterov's method",
                    () -> k.sgd(0.5f, 0.5f, 0f, true));
            String factor = ", expected at least 0 and below 1";
            assertError("alpha is 1.0" + factor, () -> k.rmsProp(1, 1e-8f, 0f, 0f, false));
            assertError("momentum is NaN" + size, () -> k.rmsProp(0.9, 1e-8f, 0f, NAN, false));
            assertError("weightDecay is -1.0" + size, () -> k.rmsProp(0.9, 1e-8f, -1f, 0f, true));
            String positive = ", expected finite and above 0, also in single precision";
            assertError("epsilon is 0.0" + positive, () -> k.rmsProp(0.9, 0f, 0f, 0f, false));
            for (boolean decoupled : new boolean[] {false, true}) {
                assertError(
                        "beta1 is 1.0" + factor, () -> k.adam(1, 0.9, 1e-8f, 0f, decoupled, false));
                assertError(
                        "beta2 is NaN" + factor,
                        () -> k.adam(0.9, Double.NaN, 1e-8f, 0f, decoupled, false));
                assertError(
                        "epsilon is NaN" + positive,
                        () -> k.adam(0.9, 0.9, NAN, 0f, decoupled, false));
                assertError(
                        "weightDecay is NaN" + size,
                        () -> k.adam(0.9, 0.9, 1e-8f, NAN, decoupled, false));
            }
        }
    }

    @Test
    void settingsOfTheOtherMethodsThatMakeNoSenseAreRefused() {
        String size = ", expected finite and at least 0";
        String factor = ", expected at least 0 and below 1";
        String positive = ", expected finite and above 0, also in single precision";
        for (Kernels k : TWINS) {
            assertError("learningRateDecay is -1.0" + size, () -> k.adagrad(-1, 1e-10f, 0f));
            assertError("epsilon is 0.0" + positive, () -> k.adagrad(0, 0f, 0f));
            assertError("weightDecay is NaN" + size, () -> k.adagrad(0, 1e-10f, NAN));
            assertError("rho is 1.0" + factor, () -> k.adadelta(1, 1e-6f, 0f));
            assertError("epsilon is NaN" + positive, () -> k.adadelta(0.9, NAN, 0f));
            assertError("weightDecay is -1.0" + size, () -> k.adadelta(0.9, 1e-6f, -1f));
            assertError("beta1 is 1.0" + factor, () -> k.adamax(1, 0.9, 1e-8f, 0f));
            assertError("beta2 is 1.0" + factor, () -> k.adamax(0.9, 1, 1e-8f, 0f));
            assertError("epsilon is 0.0" + positive, () -> k.adamax(0.9, 0.9, 0f, 0f));
            assertError("weightDecay is -1.0" + size, () -> k.adamax(0.9, 0.9, 1e-8f, -1f));
            for (boolean decoupled : new boolean[] {false, true}) {
                assertError(
                        "beta1 is 1.0" + factor, () -> k.nAdam(1, 0.9, 1e-8f, 0f, 0, decoupled));
                assertError(
                        "beta2 is 1.0" + factor, () -> k.nAdam(0.9, 1, 1e-8f, 0f, 0, decoupled));
                assertError(
                        "epsilon is 0.0" + positive,
                        () -> k.nAdam(0.9, 0.9, 0f, 0f, 0, decoupled));
                assertError(
                        "weightDecay is -1.0" + size,
                        () -> k.nAdam(0.9, 0.9, 1e-8f, -1f, 0, decoupled));
                assertError(
                        "momentumDecay is NaN" + size,
                        () -> k.nAdam(0.9, 0.9, 1e-8f, 0f, Double.NaN, decoupled));
            }
            assertError("beta1 is -0.5" + factor, () -> k.lion(-0.5, 0.9, 0f));
            assertError("beta2 is 1.0" + factor, () -> k.lion(0.9, 1, 0f));
            assertError("weightDecay is Infinity" + size, () -> k.lion(0.9, 0.9, INFINITY));
            UpdateKernel lion = k.lion(0.9, 0.99, 0f);
            assertError("strength is -1.0" + size, () -> k.l1Regularized(lion, -1f));
            assertEquals(
                    "update",
                    assertThrows(NullPointerException.class, () -> k.l1Regularized(null, 1f))
                            .getMessage());
        }
    }

    private static void assertError(String message, Executable executable) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
