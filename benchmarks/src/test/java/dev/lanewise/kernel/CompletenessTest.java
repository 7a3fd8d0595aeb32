package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.Lanewise;
import dev.lanewise.naive.NaiveActivation;
import dev.lanewise.naive.NaiveLoss;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Families of which each member has to be timed. */
class CompletenessTest {
    @Test
    void everyActivationOfTheEngineIsTimed() {
        assertEquals(
                Activation.class.getPermittedSubclasses().length,
                Arrays.stream(NaiveActivation.values())
                        .map(ActivationBenchmark::ours)
                        .map(Object::getClass)
                        .distinct()
                        .count());
    }

    @Test
    void everyElementwiseLossOfTheEngineIsTimed() {
        assertEquals(
                LossFunction.Elementwise.class.getPermittedSubclasses().length,
                Arrays.stream(NaiveLoss.values())
                        .map(ElementLossesBenchmark::ours)
                        .map(Object::getClass)
                        .distinct()
                        .count());
    }

    @Test
    void everyOptimizerOfTheEngineIsTimed() {
        Set<String> asked = new TreeSet<>();
        Kernels listening = (Kernels) Proxy.newProxyInstance(
                Kernels.class.getClassLoader(), new Class<?>[] {Kernels.class},
                (proxy, method, arguments) -> {
                    asked.add(method.getName());
                    return method.invoke(Lanewise.scalarKernels(), arguments);
                });
        for (UpdateRule rule : UpdateRule.values()) {
            rule.kernel(listening);
        }
        Set<String> optimizers = Arrays.stream(Kernels.class.getMethods())
                .filter(method -> method.getReturnType() == UpdateKernel.class)
                .map(Method::getName)
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(optimizers, asked);
    }
}
