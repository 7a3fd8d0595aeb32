package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class OptimizerSettingsTest {
    @Test
    void settingsStartFromPyTorchsDefaults() {
        assertEquals(new Sgd(0.1, 0, 0, 0, false), Sgd.of(0.1));
        assertEquals(new RmsProp(0.1, 0.99, 1e-8, 0, 0, false), RmsProp.of(0.1));
        assertEquals(new Adam(0.1, 0.9, 0.999, 1e-8, 0, false), Adam.of(0.1));
        assertEquals(new AdamW(0.1, 0.9, 0.999, 1e-8, 0.01, false), AdamW.of(0.1));
        assertEquals(new Adagrad(0.1, 0, 1e-10, 0), Adagrad.of(0.1));
        assertEquals(new Adadelta(0.1, 0.9, 1e-6, 0), Adadelta.of(0.1));
        assertEquals(new Adamax(0.1, 0.9, 0.999, 1e-8, 0), Adamax.of(0.1));
        assertEquals(new NAdam(0.1, 0.9, 0.999, 1e-8, 0, 0.004, false), NAdam.of(0.1));
        assertEquals(new Lion(0.1, 0.9, 0.99, 0), Lion.of(0.1));
        assertEquals(
                new L1Regularized(Lion.of(0.1), 0.2), L1Regularized.of(Lion.of(0.1), 0.2));
    }

    @Test
    void eachSettingIsChangedAlone() {
        Sgd sgd = new Sgd(1, 2, 0, 4, false);
        assertEquals(new Sgd(9, 2, 0, 4, false), sgd.withLearningRate(9));
        assertEquals(new Sgd(1, 9, 0, 4, false), sgd.withMomentum(9));
        assertEquals(new Sgd(1, 2, 0.5, 4, false), sgd.withDampening(0.5));
        assertEquals(new Sgd(1, 2, 0, 9, false), sgd.withWeightDecay(9));
        assertEquals(new Sgd(1, 2, 0, 4, true), sgd.withNesterov(true));
        RmsProp rmsProp = new RmsProp(1, 0.2, 3, 4, 5, false);
        assertEquals(new RmsProp(9, 0.2, 3, 4, 5, false), rmsProp.withLearningRate(9));
        assertEquals(new RmsProp(1, 0.9, 3, 4, 5, false), rmsProp.withAlpha(0.9));
        assertEquals(new RmsProp(1, 0.2, 9, 4, 5, false), rmsProp.withEpsilon(9));
        assertEquals(new RmsProp(1, 0.2, 3, 9, 5, false), rmsProp.withWeightDecay(9));
        assertEquals(new RmsProp(1, 0.2, 3, 4, 9, false), rmsProp.withMomentum(9));
        assertEquals(new RmsProp(1, 0.2, 3, 4, 5, true), rmsProp.withCentered(true));
        Adam adam = new Adam(1, 0.2, 0.3, 4, 5, false);
        assertEquals(new Adam(9, 0.2, 0.3, 4, 5, false), adam.withLearningRate(9));
        assertEquals(new Adam(1, 0.8, 0.9, 4, 5, false), adam.withBetas(0.8, 0.9));
        assertEquals(new Adam(1, 0.2, 0.3, 9, 5, false), adam.withEpsilon(9));
        assertEquals(new Adam(1, 0.2, 0.3, 4, 9, false), adam.withWeightDecay(9));
        assertEquals(new Adam(1, 0.2, 0.3, 4, 5, true), adam.withAmsgrad(true));
        AdamW adamW = new AdamW(1, 0.2, 0.3, 4, 5, false);
        assertEquals(new AdamW(9, 0.2, 0.3, 4, 5, false), adamW.withLearningRate(9));
        assertEquals(new AdamW(1, 0.8, 0.9, 4, 5, false), adamW.withBetas(0.8, 0.9));
        assertEquals(new AdamW(1, 0.2, 0.3, 9, 5, false), adamW.withEpsilon(9));
        assertEquals(new AdamW(1, 0.2, 0.3, 4, 9, false), adamW.withWeightDecay(9));
        assertEquals(new AdamW(1, 0.2, 0.3, 4, 5, true), adamW.withAmsgrad(true));
    }

    @Test
    void eachSettingOfTheOtherMethodsIsChangedAlone() {
        Adagrad adagrad = new Adagrad(1, 2, 3, 4);
        assertEquals(new Adagrad(9, 2, 3, 4), adagrad.withLearningRate(9));
        assertEquals(new Adagrad(1, 9, 3, 4), adagrad.withLearningRateDecay(9));
        assertEquals(new Adagrad(1, 2, 9, 4), adagrad.withEpsilon(9));
        assertEquals(new Adagrad(1, 2, 3, 9), adagrad.withWeightDecay(9));
        Adadelta adadelta = new Adadelta(1, 0.2, 3, 4);
        assertEquals(new Adadelta(9, 0.2, 3, 4), adadelta.withLearningRate(9));
        assertEquals(new Adadelta(1, 0.9, 3, 4), adadelta.withRho(0.9));
        assertEquals(new Adadelta(1, 0.2, 9, 4), adadelta.withEpsilon(9));
        assertEquals(new Adadelta(1, 0.2, 3, 9), adadelta.withWeightDecay(9));
        Adamax adamax = new Adamax(1, 0.2, 0.3, 4, 5);
        assertEquals(new Adamax(9, 0.2, 0.3, 4, 5), adamax.withLearningRate(9));
        assertEquals(new Adamax(1, 0.8, 0.9, 4, 5), adamax.withBetas(0.8, 0.9));
        assertEquals(new Adamax(1, 0.2, 0.3, 9, 5), adamax.withEpsilon(9));
        assertEquals(new Adamax(1, 0.2, 0.3, 4, 9), adamax.withWeightDecay(9));
        NAdam nAdam = new NAdam(1, 0.2, 0.3, 4, 5, 6, false);
        assertEquals(new NAdam(9, 0.2, 0.3, 4, 5, 6, false), nAdam.withLearningRate(9));
        assertEquals(new NAdam(1, 0.8, 0.9, 4, 5, 6, false), nAdam.withBetas(0.8, 0.9));
        assertEquals(new NAdam(1, 0.2, 0.3, 9, 5, 6, false), nAdam.withEpsilon(9));
        assertEquals(new NAdam(1, 0.2, 0.3, 4, 9, 6, false), nAdam.withWeightDecay(9));
        assertEquals(new NAdam(1, 0.2, 0.3, 4, 5, 9, false), nAdam.withMomentumDecay(9));
        assertEquals(new NAdam(1, 0.2, 0.3, 4, 5, 6, true), nAdam.withDecoupledWeightDecay(true));
        Lion lion = new Lion(1, 0.2, 0.3, 4);
        assertEquals(new Lion(9, 0.2, 0.3, 4), lion.withLearningRate(9));
        assertEquals(new Lion(1, 0.8, 0.9, 4), lion.withBetas(0.8, 0.9));
        assertEquals(new Lion(1, 0.2, 0.3, 9), lion.withWeightDecay(9));
        L1Regularized l1 = new L1Regularized(lion, 2);
        assertEquals(1, l1.learningRate());
        assertEquals(new L1Regularized(lion.withLearningRate(9), 2), l1.withLearningRate(9));
        assertEquals(new L1Regularized(lion, 9), l1.withStrength(9));
    }

    @Test
    void wrongSettingsAreNamedWithValueAndExpectation() {
        assertError("learningRate is NaN, expected finite and at least 0",
                () -> Sgd.of(Double.NaN));
        assertError("learningRate is -0.1, expected finite and at least 0", () -> Adam.of(-0.1));
        assertError("learningRate is 1.0E300, expected finite and at least 0",
                () -> AdamW.of(1e300));
        assertError(
                "learningRate is Infinity, expected finite and at least 0",
                () -> RmsProp.of(Double.POSITIVE_INFINITY));
        for (Supplier<Optimizer> wrong : List.<Supplier<Optimizer>>of(
                () -> Adagrad.of(-1), () -> Adadelta.of(-1), () -> Adamax.of(-1),
                () -> NAdam.of(-1), () -> Lion.of(-1),
                () -> L1Regularized.of(Lion.of(1), 0).withLearningRate(-1))) {
            assertError("learningRate is -1.0, expected finite and at least 0", wrong::get);
        }
        assertError(
                "momentum is -1.0, expected finite and at least 0",
                () -> Sgd.of(1).withMomentum(-1));
        assertError(
                "momentum is NaN, expected finite and at least 0",
                () -> RmsProp.of(1).withMomentum(Double.NaN));
        assertError(
                "dampening is 1.5, expected at least 0 and at most 1",
                () -> Sgd.of(1).withDampening(1.5));
        assertError(
                "momentum is 0.0, expected above 0 for Nesterov's method",
                () -> Sgd.of(1).withNesterov(true));
        assertError(
                "dampening is 0.1, expected 0 for Nesterov's method",
                () -> Sgd.of(1).withMomentum(0.9).withDampening(0.1).withNesterov(true));
        assertError(
                "alpha is 1.0, expected at least 0 and below 1", () -> RmsProp.of(1).withAlpha(1));
        assertError(
                "beta1 is 1.0, expected at least 0 and below 1",
                () -> Adam.of(1).withBetas(1, 0.9));
        assertError(
                "beta2 is -0.1, expected at least 0 and below 1",
                () -> AdamW.of(1).withBetas(0.9, -0.1));
        assertError(
                "beta2 is NaN, expected at least 0 and below 1",
                () -> AdamW.of(1).withBetas(0.9, Double.NaN));
        assertError(
                "rho is 1.0, expected at least 0 and below 1", () -> Adadelta.of(1).withRho(1));
        assertError(
                "beta1 is 1.0, expected at least 0 and below 1",
                () -> Adamax.of(1).withBetas(1, 0.9));
        assertError(
                "beta2 is 1.0, expected at least 0 and below 1",
                () -> NAdam.of(1).withBetas(0.9, 1));
        assertError(
                "beta2 is 1.0, expected at least 0 and below 1",
                () -> Lion.of(1).withBetas(0.9, 1));
        assertError(
                "learningRateDecay is -1.0, expected finite and at least 0",
                () -> Adagrad.of(1).withLearningRateDecay(-1));
        assertError(
                "momentumDecay is -1.0, expected finite and at least 0",
                () -> NAdam.of(1).withMomentumDecay(-1));
        assertError(
                "strength is NaN, expected finite and at least 0",
                () -> L1Regularized.of(Lion.of(1), Double.NaN));
        assertThrows(NullPointerException.class, () -> L1Regularized.of(null, 1));
        for (double wrong : new double[] {0, -1e-8, 1e-50, Double.NaN, Double.POSITIVE_INFINITY}) {
            String message =
                    "epsilon is " + wrong
                            + ", expected finite and above 0, also in single precision";
            assertError(message, () -> Adam.of(1).withEpsilon(wrong));
            assertError(message, () -> AdamW.of(1).withEpsilon(wrong));
            assertError(message, () -> RmsProp.of(1).withEpsilon(wrong));
            assertError(message, () -> Adagrad.of(1).withEpsilon(wrong));
            assertError(message, () -> Adadelta.of(1).withEpsilon(wrong));
            assertError(message, () -> Adamax.of(1).withEpsilon(wrong));
            assertError(message, () -> NAdam.of(1).withEpsilon(wrong));
        }
        for (Supplier<Optimizer> wrong : List.<Supplier<Optimizer>>of(
                () -> Sgd.of(1).withWeightDecay(-1),
                () -> RmsProp.of(1).withWeightDecay(-1),
                () -> Adam.of(1).withWeightDecay(-1),
                () -> AdamW.of(1).withWeightDecay(-1),
                () -> Adagrad.of(1).withWeightDecay(-1),
                () -> Adadelta.of(1).withWeightDecay(-1),
                () -> Adamax.of(1).withWeightDecay(-1),
                () -> NAdam.of(1).withWeightDecay(-1),
                () -> Lion.of(1).withWeightDecay(-1))) {
            assertError("weightDecay is -1.0, expected finite and at least 0", wrong::get);
        }
    }

    private static void assertError(
            String message, Executable executable) {
        assertEquals(
                message, assertThrows(IllegalArgumentException.class, executable).getMessage());
    }
}
