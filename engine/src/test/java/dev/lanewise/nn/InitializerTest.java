package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.kernel.Activation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class InitializerTest {
    /** Linear, or level on both sides. */
    private static final List<Activation> XAVIER = List.of(
            Activation.IDENTITY, Activation.SIGMOID, Activation.TANH, Activation.SOFTSIGN,
            Activation.HARD_SIGMOID);

    private static final List<Activation> HE = List.of(
            Activation.RELU, Activation.LEAKY_RELU, Activation.RELU6, Activation.ELU,
            Activation.CELU, Activation.GELU, Activation.GELU_TANH, Activation.SILU,
            Activation.HARD_SWISH, Activation.MISH, Activation.SOFTPLUS, Activation.LOG_SIGMOID);

    private static Stream<Activation> all() {
        return Stream.of(XAVIER, HE, List.of(Activation.SELU)).flatMap(List::stream);
    }

    @Test
    void everyActivationIsInOneOfTheLists() {
        Set<Class<?>> kinds = Set.of(Activation.class.getPermittedSubclasses());
        assertEquals(kinds, all().map(Object::getClass).collect(Collectors.toSet()));
    }

    @Test
    void everyActivationHasTheInitialValuesThatSuitIt() {
        XAVIER.forEach(a -> assertEquals(Initializer.XAVIER_UNIFORM, Initializer.suitedTo(a)));
        HE.forEach(a -> assertEquals(Initializer.HE_UNIFORM, Initializer.suitedTo(a)));
        assertEquals(Initializer.LECUN_NORMAL, Initializer.suitedTo(Activation.SELU));
    }
}
