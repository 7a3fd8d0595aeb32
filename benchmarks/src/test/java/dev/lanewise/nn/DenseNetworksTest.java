package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.Networks;
import dev.lanewise.kernel.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class DenseNetworksTest {
    @Test
    void aNetworkIsBuiltAsItsNameSaysWithTheActivationBetweenItsLayersOnly() {
        Network network = DenseNetworks.build(Networks.MIDDLE, Activation.GELU);
        assertEquals(784, network.inputs());
        List<Dense> layers = network.layers().stream().map(Dense.class::cast).toList();
        assertEquals(List.of(512, 256, 10), layers.stream().map(Dense::outputs).toList());
        assertEquals(
                List.of(Activation.GELU, Activation.GELU, Activation.IDENTITY),
                layers.stream().map(Dense::activation).toList());
    }
}
