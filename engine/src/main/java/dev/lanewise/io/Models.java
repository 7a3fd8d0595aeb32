package dev.lanewise.io;

import dev.lanewise.internal.Checks;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Networks as safetensors files.
 *
 * {@snippet :
 * Models.save(network, Path.of("model.safetensors"));
 * Network loaded = Models.load(Path.of("model.safetensors")); // predicts the same bits
 * }
 *
 * <p>Tensors have the names of {@link Network#namedParameters} and {@link Network#namedBuffers} and
 * the shapes of PyTorch's modules: {@code 0.weight} of a dense layer is {@code outputs × inputs},
 * as {@code torch.nn.Linear} has it. The layers with their settings and the seed are a JSON text in
 * the metadata, beside a version of the format and a checksum of everything.
 */
public final class Models {
    private Models() {}

    /**
     * Writes a network, in the place of a file that may be there already. Until the new one is on
     * disk as a whole, the old one stays.
     */
    public static void save(Network network, Path file) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        add(writer, "", network);
        writer.write(file, Stamp.of(writer, Map.of(Stamp.NETWORK, NetworkText.of(network))));
    }

    /** Adds all values of a network, under a prefix. */
    static void add(SafetensorsWriter writer, String prefix, Network network) {
        ParameterTensors.add(
                writer, prefix, network.namedParameters(), network.parameters(), 0);
        ParameterTensors.add(writer, prefix, network.namedBuffers(), network.buffers(), 0);
    }

    /**
     * Reads a network that {@link #save} wrote, or that of a checkpoint with the weights of its
     * last update: the same layers, seed and values, to the bit.
     *
     * @throws SafetensorsFormatException where the file is not such a file, or was damaged
     */
    public static Network load(Path file) throws IOException {
        try (Safetensors in = Safetensors.open(file)) {
            Stamp.check(in);
            Network network = readNetwork(in, "");
            if (!in.metadata().containsKey(Stamp.STEP)) {
                requireOnly(in, names("", network));
            }
            return network;
        }
    }

    /** The network that is described, with the values under a prefix. */
    static Network readNetwork(Safetensors in, String prefix) throws IOException {
        Network network = empty(in);
        for (Parameter parameter : all(network).toList()) {
            ParameterTensors.checkExact(in, prefix + parameter.name(), parameter);
        }
        readChecked(in, name -> prefix + name, network);
        return network;
    }

    /** The network that is described, with zeros; of no more values than the file has. */
    private static Network empty(Safetensors in) throws IOException {
        NetworkText.Description description =
                NetworkText.read(in.file(), Stamp.text(in, Stamp.NETWORK));
        long most = in.tensors().values().stream().mapToLong(TensorInfo::size).sum();
        if (description.size() > most) {
            throw new SafetensorsFormatException(
                    in.file(), "values of the network", "as many as in the tensors, " + most,
                    description.size());
        }
        return description.network();
    }

    static List<String> names(String prefix, Network network) {
        return all(network).map(p -> prefix + p.name()).toList();
    }

    private static Stream<Parameter> all(Network network) {
        return Stream.concat(network.namedParameters().stream(), network.namedBuffers().stream());
    }

    /** Demands that the file has no other tensors. */
    static void requireOnly(Safetensors in, List<String> names) throws SafetensorsFormatException {
        HashSet<String> known = new HashSet<>(names);
        for (String name : in.tensors().keySet()) {
            if (!known.contains(name)) {
                throw new SafetensorsFormatException(
                        in.file(), "tensors", "those of the network alone",
                        "also " + JsonReader.quoted(name));
            }
        }
    }

    private static void readChecked(Safetensors in, UnaryOperator<String> inFile, Network into)
            throws IOException {
        for (Parameter parameter : into.namedParameters()) {
            String name = inFile.apply(parameter.name());
            ParameterTensors.read(in, name, parameter, into.parameters(), 0);
        }
        for (Parameter buffer : into.namedBuffers()) {
            ParameterTensors.read(in, inFile.apply(buffer.name()), buffer, into.buffers(), 0);
        }
    }

    /**
     * Takes all values of a network from a safetensors file of any origin. The file may have other
     * tensors besides, and tensors of another precision, see {@link Safetensors#read}. Where
     * anything is not as expected, the network stays as it was.
     *
     * {@snippet :
     * Models.importInto(network, file, Map.of("0.weight", "encoder.fc.weight",
     *         "0.bias", "encoder.fc.bias"));
     * }
     *
     * @param names from the network's names, {@link Network#namedParameters} and {@link
     *     Network#namedBuffers}, to those in the file; what is not in the map has the same name in
     *     both
     * @throws IllegalArgumentException where the map has a name that the network has not
     * @throws SafetensorsFormatException where a tensor is missing or has another shape
     */
    public static void importInto(Network network, Path file, Map<String, String> names)
            throws IOException {
        List<String> known = names("", network);
        for (String name : names.keySet()) {
            Checks.require(known.contains(name), "name", name, "one of " + known);
        }
        UnaryOperator<String> inFile = name -> names.getOrDefault(name, name);
        Network read = network.copy();
        try (Safetensors in = Safetensors.open(file)) {
            for (Parameter parameter : all(network).toList()) {
                ParameterTensors.check(in, inFile.apply(parameter.name()), parameter);
            }
            readChecked(in, inFile, read);
        }
        System.arraycopy(
                read.parameters(), 0, network.parameters(), 0, read.parameters().length);
        System.arraycopy(read.buffers(), 0, network.buffers(), 0, read.buffers().length);
    }
}
