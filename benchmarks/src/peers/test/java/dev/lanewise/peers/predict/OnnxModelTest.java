package dev.lanewise.peers.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Operands;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Network;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class OnnxModelTest {
    /** y = 2·x + 3: every field of onnx.proto that a model here has, and its bytes. */
    @Test
    void theSmallestModelIsTheseBytes() {
        Network network = Network.inputs(1).dense(1).build(0);
        network.parameters()[0] = 2;
        network.parameters()[1] = 3;
        // tensor_type: elem_type 1, float; shape: two dimensions of 1
        String row = "0a 0c 08 01 12 08 0a 02 08 01 0a 02 08 01 ";
        String expected =
                "08 08 " // ir_version 8
                        + "12 08 6c 61 6e 65 77 69 73 65 " // producer_name "lanewise"
                        + "3a 85 01 " // graph, 133 bytes
                        + "0a 21 " // node, 33 bytes
                        + "0a 08 66 65 61 74 75 72 65 73 " // input "features"
                        + "0a 02 77 30 0a 02 62 30 " // inputs "w0", "b0"
                        + "12 07 6f 75 74 70 75 74 73 " // output "outputs"
                        + "22 04 47 65 6d 6d " // op_type "Gemm"
                        + "12 07 6e 65 74 77 6f 72 6b " // name "network"
                        + "2a 10 08 01 08 01 10 01 42 02 77 30 4a 04 00 00 00 40 " // w0, 1 × 1: 2
                        + "2a 0e 08 01 10 01 42 02 62 30 4a 04 00 00 40 40 " // b0, 1: 3
                        + "5a 1a 0a 08 66 65 61 74 75 72 65 73 12 0e " + row // input
                        + "62 19 0a 07 6f 75 74 70 75 74 73 12 0e " + row // output
                        + "42 02 10 0d"; // opset_import, version 13
        assertEquals(
                expected, HexFormat.ofDelimiter(" ").formatHex(OnnxModel.of(network)));
    }

    @Test
    void onnxRuntimePredictsByItWhatTheNetworkDoes() {
        Network network =
                Network.inputs(5).dense(7, Activation.RELU).dense(4, Activation.RELU).dense(3)
                        .build(6);
        for (int layer = 0; layer < 3; layer++) {
            Dense dense = (Dense) network.layers().get(layer);
            network.parameters()[dense.biasOffset()] = 0.5f;
        }
        float[] features = Operands.normal(7, 2 * 5);
        float[] expected = network.predict(features);
        try (Prediction prediction = new OnnxPrediction(network, features)) {
            for (int row = 0; row < 2; row++) {
                prediction.run(row);
                assertArrayEquals(
                        Arrays.copyOfRange(expected, 3 * row, 3 * row + 3), prediction.outputs(),
                        1e-5f, "row " + row);
            }
        }
    }

    @Test
    void otherActivationsAreRefused() {
        Network network = Network.inputs(1).dense(1, Activation.TANH).build(0);
        assertEquals(
                "activation is Tanh[], expected Relu[] or Identity[]",
                assertThrows(IllegalArgumentException.class, () -> OnnxModel.of(network))
                        .getMessage());
    }
}
