package dev.lanewise.peers.predict;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A network as an ONNX model: for each layer a Gemm node and, where it has one, a Relu node.
 *
 * <p>Field numbers are those of the specification's {@code onnx.proto}, whose names stand beside
 * them. The weights lie as ours do, inputs × outputs, for a Gemm without transposition.
 */
final class OnnxModel {
    /** Name of the input, one row of features. */
    static final String INPUT = "features";
    /** Name of the output, one row. */
    static final String OUTPUT = "outputs";

    private static final int IR_VERSION = 8;
    private static final int OPERATOR_SET = 13;
    private static final int FLOAT = 1;

    private OnnxModel() {}

    /**
     * The bytes of a model that predicts one row.
     *
     * @throws IllegalArgumentException where a layer has an activation other than ReLU
     */
    static byte[] of(Network network) {
        return new ProtobufWriter()
                .integer(1, IR_VERSION) // ir_version
                .text(2, "lanewise") // producer_name
                .message(7, graph(network)) // graph
                .message(8, new ProtobufWriter().integer(2, OPERATOR_SET)) // opset_import: version
                .toByteArray();
    }

    private static ProtobufWriter graph(Network network) {
        ProtobufWriter graph = new ProtobufWriter();
        String x = INPUT;
        int last = network.layers().size() - 1;
        for (int i = 0; i <= last; i++) {
            Dense layer = (Dense) network.layers().get(i);
            String y = i == last ? OUTPUT : "y" + i;
            boolean relu = isRelu(layer.activation());
            String z = relu ? "z" + i : y;
            graph.message(1, node("Gemm", z, x, "w" + i, "b" + i)); // node
            if (relu) {
                graph.message(1, node("Relu", y, z));
            }
            x = y;
        }
        graph.text(2, "network"); // name
        for (int i = 0; i <= last; i++) {
            Dense layer = (Dense) network.layers().get(i);
            float[] all = network.parameters();
            int in = layer.inputs();
            int out = layer.outputs();
            graph.message(5, tensor("w" + i, all, layer.weightOffset(), in, out)); // initializer
            graph.message(5, tensor("b" + i, all, layer.biasOffset(), out));
        }
        return graph.message(11, row(INPUT, network.inputs())) // input
                .message(12, row(OUTPUT, network.outputs())); // output
    }

    private static boolean isRelu(Activation activation) {
        if (activation.equals(Activation.RELU)) {
            return true;
        }
        if (activation.equals(Activation.IDENTITY)) {
            return false;
        }
        throw new IllegalArgumentException(
                "activation is " + activation + ", expected " + Activation.RELU + " or "
                        + Activation.IDENTITY);
    }

    private static ProtobufWriter node(String operator, String output, String... inputs) {
        ProtobufWriter node = new ProtobufWriter();
        for (String input : inputs) {
            node.text(1, input); // input
        }
        return node.text(2, output).text(4, operator); // output, op_type
    }

    private static ProtobufWriter tensor(String name, float[] values, int offset, int... shape) {
        ProtobufWriter tensor = new ProtobufWriter();
        int size = 1;
        for (int length : shape) {
            tensor.integer(1, length); // dims
            size *= length;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(values, offset, size);
        return tensor.integer(2, FLOAT).text(8, name).bytes(9, bytes.array()); // ..., raw_data
    }

    /** ValueInfoProto of a tensor of one row of floats. */
    private static ProtobufWriter row(String name, int columns) {
        ProtobufWriter shape = new ProtobufWriter()
                .message(1, new ProtobufWriter().integer(1, 1)) // dim: dim_value
                .message(1, new ProtobufWriter().integer(1, columns));
        ProtobufWriter type = new ProtobufWriter().integer(1, FLOAT).message(2, shape); // elem_type
        return new ProtobufWriter()
                .text(1, name)
                .message(2, new ProtobufWriter().message(1, type)); // type: tensor_type
    }
}
