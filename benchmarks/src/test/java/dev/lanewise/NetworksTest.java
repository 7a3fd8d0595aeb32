package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    @Test
    void aNameGivesBatchThenLayerSizes() {
        assertArrayEquals(new int[] {32, 784, 128, 10}, Networks.sizes(Networks.SMALL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "32", "32-784", "32-784-0", "32-784-x", "32-784-10-", "a-1-1"})
    void whatIsNoNetworkIsRefused(String name) {
        String message =
                assertThrows(IllegalArgumentException.class, () -> Networks.sizes(name))
                        .getMessage();
        assertTrue(message.contains("network is " + name + ", expected"), message);
    }

    @Test
    void aNetworkGivesEveryProductButTheInputGradientOfItsFirstLayer() {
        assertEquals(
                List.of(
                        "NN 32x128x784", "TN 784x128x32", "NN 32x10x128", "TN 128x10x32",
                        "NT 32x128x10"),
                Networks.products(Networks.SMALL));
    }

    @Test
    void productsThatAreTimedOccurInTheirNetworks() {
        assertTrue(
                Networks.products(Networks.SMALL).containsAll(
                        List.of(Networks.SMALL_FORWARD, Networks.SMALL_WEIGHTS)));
        assertEquals(
                List.of(
                        Networks.MIDDLE_FORWARD, Networks.MIDDLE_WEIGHTS, Networks.INNER_FORWARD,
                        Networks.INNER_WEIGHTS, Networks.INNER_INPUTS, Networks.CLASSES_FORWARD,
                        Networks.CLASSES_WEIGHTS, Networks.CLASSES_INPUTS),
                Networks.products(Networks.MIDDLE));
    }

    @Test
    void batchesThatAreTimedOccurInTheirNetworks() {
        int[] middle = Networks.sizes(Networks.MIDDLE);
        assertEquals(middle[0] + "x" + middle[1], Networks.MIDDLE_FEATURES);
        assertEquals(middle[0] + "x" + middle[2], Networks.MIDDLE_LAYER);
        assertEquals(middle[0] + "x" + middle[middle.length - 1], Networks.MIDDLE_LOGITS);
        int[] tiny = Networks.sizes(Networks.TINY);
        assertEquals(tiny[0] + "x" + tiny[2], Networks.TINY_LAYER);
        int[] square = Networks.sizes(Networks.SQUARE);
        assertEquals(Integer.toString(square[1] * square[2]), Networks.SQUARE_WEIGHTS);
    }

    @Test
    void operationsAreThoseOfTheProducts() {
        double products = 0;
        for (String product : Networks.products(Networks.MIDDLE)) {
            String[] sizes = product.substring(3).split("x");
            products += 2.0 * Integer.parseInt(sizes[0]) * Integer.parseInt(sizes[1])
                    * Integer.parseInt(sizes[2]);
        }
        assertEquals(products, Networks.stepOperations(Networks.MIDDLE));
        assertEquals(
                2.0 * 3 * (784 * 512 + 512 * 256 + 256 * 10),
                Networks.predictOperations(Networks.MIDDLE, 3));
    }
}
