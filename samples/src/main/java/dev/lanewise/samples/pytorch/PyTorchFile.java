package dev.lanewise.samples.pytorch;

import dev.lanewise.io.Models;
import dev.lanewise.io.Safetensors;
import dev.lanewise.io.Tensor;
import dev.lanewise.io.TensorInfo;
import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.nn.Parameter;
import dev.lanewise.samples.common.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The weights of a PyTorch module in a safetensors file, as {@code safetensors.torch.save_file}
 * leaves them: {@code torch.nn.Linear} modules, and ReLU between them.
 *
 * <p>PyTorch counts an activation as a module of its own, Lanewise as part of its layer: what is
 * {@code net.2} there may be layer 1 here. This is what the names are for.
 *
 * @param path where it is
 * @param modules PyTorch's names of the Linear modules, first to last
 */
record PyTorchFile(Path path, List<String> modules) {
    private static final String WEIGHT = ".weight";
    private static final String BIAS = ".bias";

    /** A network of the sizes that the file has, with its weights. */
    Network read() throws IOException {
        Network network;
        try (Safetensors in = Safetensors.open(path)) {
            network = untrained(in.tensors());
        }
        Models.importInto(network, path, names(network));
        return network;
    }

    private Network untrained(SequencedMap<String, TensorInfo> tensors) {
        NetworkBuilder layers = null;
        for (String module : modules) {
            List<Long> shape = shapeOfWeight(tensors, module);
            if (layers == null) {
                layers = Network.inputs(Math.toIntExact(shape.get(1)));
            }
            boolean last = module.equals(modules.getLast());
            Activation activation = last ? Activation.IDENTITY : Activation.RELU;
            layers.dense(
                    Math.toIntExact(shape.get(0)), activation, Initializer.suitedTo(activation),
                    tensors.containsKey(module + BIAS));
        }
        return layers.build(6);
    }

    /** Outputs, then inputs. */
    private List<Long> shapeOfWeight(SequencedMap<String, TensorInfo> tensors, String module) {
        TensorInfo weight = tensors.get(module + WEIGHT);
        if (weight == null || weight.shape().size() != 2) {
            throw new UserError(
                    path + ": expected a matrix " + module + WEIGHT + "; there are "
                            + String.join(", ", tensors.keySet()));
        }
        return weight.shape();
    }

    /** From names of the network to those of the file. */
    private Map<String, String> names(Network network) {
        Map<String, String> names = new HashMap<>();
        for (Parameter parameter : network.namedParameters()) {
            String[] parts = parameter.name().split("\\.", 2);
            names.put(parameter.name(), modules.get(Integer.parseInt(parts[0])) + "." + parts[1]);
        }
        return names;
    }

    /**
     * Writes what PyTorch would have written, had it trained the network: PyTorch's names, and
     * weights as {@code outputs × inputs}.
     */
    void write(Network network) throws IOException {
        Map<String, String> names = names(network);
        List<Tensor> tensors = new ArrayList<>();
        for (Parameter parameter : network.namedParameters()) {
            String name = names.get(parameter.name());
            tensors.add(
                    parameter.role() == Parameter.Role.WEIGHT
                            ? new Tensor(
                                    name, List.of(parameter.columns(), parameter.rows()),
                                    transposed(network.parameters(), parameter))
                            : new Tensor(
                                    name, List.of(parameter.columns()),
                                    plain(network.parameters(), parameter)));
        }
        Safetensors.write(path, Map.of("format", "pt"), tensors);
    }

    private static float[] plain(float[] all, Parameter parameter) {
        float[] values = new float[parameter.size()];
        System.arraycopy(all, parameter.offset(), values, 0, values.length);
        return values;
    }

    private static float[] transposed(float[] all, Parameter parameter) {
        float[] values = new float[parameter.size()];
        for (int row = 0; row < parameter.rows(); row++) {
            for (int column = 0; column < parameter.columns(); column++) {
                values[column * parameter.rows() + row] =
                        all[parameter.offset() + row * parameter.columns() + column];
            }
        }
        return values;
    }
}
