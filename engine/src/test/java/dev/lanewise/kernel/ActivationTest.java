package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ActivationTest {
    /** Those whose y does not tell f'(z), or tells it badly. */
    private static final List<Activation> OF_Z = List.of(
            Activation.GELU, Activation.GELU_TANH, Activation.SILU, Activation.MISH,
            Activation.HARD_SWISH, Activation.SOFTSIGN, Activation.SOFTPLUS,
            Activation.LOG_SIGMOID);

    private static final List<Activation> OF_Y = List.of(
            Activation.IDENTITY, Activation.SIGMOID, Activation.TANH, Activation.HARD_SIGMOID,
            Activation.RELU, Activation.LEAKY_RELU, Activation.RELU6, Activation.ELU,
            Activation.CELU, Activation.SELU);

    @Test
    void everyActivationIsInOneOfTheLists() {
        Set<Class<?>> kinds = Set.of(Activation.class.getPermittedSubclasses());
        assertEquals(
                kinds,
                Stream.concat(OF_Z.stream(), OF_Y.stream()).map(Object::getClass)
                        .collect(Collectors.toSet()));
    }

    @Test
    void everyActivationSaysWhetherItsDerivativeNeedsItsInput() {
        OF_Z.forEach(a -> assertTrue(a.derivativeNeedsInput(), a::toString));
        OF_Y.forEach(a -> assertFalse(a.derivativeNeedsInput(), a::toString));
    }
}
