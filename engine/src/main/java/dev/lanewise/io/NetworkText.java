package dev.lanewise.io;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.ActivationLayer;
import dev.lanewise.nn.BatchNorm;
import dev.lanewise.nn.Dense;
import dev.lanewise.nn.Dropout;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Initializer;
import dev.lanewise.nn.InputScaling;
import dev.lanewise.nn.Layer;
import dev.lanewise.nn.LayerNorm;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.nn.Prelu;
import dev.lanewise.nn.Residual;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * The description of a network as a JSON object: inputs, seed, and the layers with their settings.
 * Sizes and offsets that follow from these are not written down.
 *
 * <p>Members have a fixed order, and nothing may be missing or come on top.
 */
final class NetworkText {
    private final Path file;
    private final JsonReader json;

    private NetworkText(Path file, String text) {
        this.file = file;
        this.json = new JsonReader(file, Stamp.NETWORK, text);
    }

    static String of(Network network) {
        JsonWriter json = new JsonWriter();
        json.beginObject().name("inputs").value(network.inputs());
        json.name("seed").value(network.seed()).name("layers");
        write(json, network.layers());
        return json.endObject().toString();
    }

    private static void write(JsonWriter json, List<Layer> layers) {
        json.beginArray();
        for (Layer layer : layers) {
            json.beginObject().name("kind");
            switch (layer) {
                case Dense l -> {
                    json.value("dense").name("outputs").value(l.outputs()).name("activation");
                    ActivationText.write(json, l.activation());
                    json.name("initializer").value(l.initializer().name());
                    json.name("bias").value(l.hasBias());
                }
                case ActivationLayer l -> {
                    json.value("activation").name("activation");
                    ActivationText.write(json, l.activation());
                }
                case Prelu _ -> json.value("prelu");
                case Dropout l -> json.value("dropout").name("rate").value(l.rate());
                case LayerNorm l ->
                    json.value("layer_norm").name("epsilon").value(l.epsilon());
                case BatchNorm l -> {
                    json.value("batch_norm").name("epsilon").value(l.epsilon());
                    json.name("momentum").value(l.momentum());
                }
                case Residual l -> {
                    json.value("residual").name("block");
                    write(json, l.block());
                }
                case InputScaling _ -> json.value("input_scaling");
                case Embedding l -> {
                    json.value("embedding").name("columns");
                    writeColumns(json, l.columns());
                }
            }
            json.endObject();
        }
        json.endArray();
    }

    private static void writeColumns(JsonWriter json, List<Embedding.Column> columns) {
        json.beginArray();
        for (Embedding.Column column : columns) {
            json.beginObject().name("index").value(column.index());
            json.name("categories").value(column.categories());
            json.name("dimensions").value(column.dimensions()).endObject();
        }
        json.endArray();
    }

    /**
     * A network that was described, before it has values.
     *
     * @param layers with sizes and offsets
     */
    record Description(NetworkBuilder builder, List<Layer> layers, long seed) {
        /** All values that the layers need, learned or not. */
        long size() {
            long size = 0;
            for (Layer layer : layers) {
                size += layer.parameterCount();
                size += bufferCount(layer);
            }
            return size;
        }

        /** The network with values that are zeros, to be overwritten. */
        Network network() {
            int parameters = layers.stream().mapToInt(Layer::parameterCount).sum();
            int buffers = layers.stream().mapToInt(Description::bufferCount).sum();
            return builder.build(seed, new float[parameters], new float[buffers]);
        }

        private static int bufferCount(Layer layer) {
            return layer.buffers().stream().mapToInt(b -> b.size()).sum();
        }
    }

    /** Reads what {@link #of} wrote. */
    static Description read(Path file, String text) throws SafetensorsFormatException {
        try {
            return new NetworkText(file, text).read();
        } catch (IllegalArgumentException | IllegalStateException | ArithmeticException e) {
            // of the layers, which check their settings themselves
            throw new SafetensorsFormatException(file, Stamp.NETWORK, e);
        }
    }

    private Description read() throws SafetensorsFormatException {
        json.beginObject();
        json.name("inputs");
        NetworkBuilder builder = Network.inputs(json.integer(1));
        json.name("seed");
        long seed = json.integer(Long.MIN_VALUE, Long.MAX_VALUE);
        json.name("layers");
        layers().apply(builder);
        json.endObject();
        json.end();
        List<Layer> layers = builder.layers();
        if (layers.isEmpty()) {
            throw new SafetensorsFormatException(
                    file, Stamp.NETWORK, "at least one layer", "none");
        }
        return new Description(builder, layers, seed);
    }

    /** What adds the layers of an array. */
    private UnaryOperator<NetworkBuilder> layers() throws SafetensorsFormatException {
        List<UnaryOperator<NetworkBuilder>> layers = new ArrayList<>();
        json.beginArray();
        while (json.nextElement()) {
            layers.add(layer());
        }
        return builder -> {
            layers.forEach(layer -> layer.apply(builder));
            return builder;
        };
    }

    private UnaryOperator<NetworkBuilder> layer() throws SafetensorsFormatException {
        json.beginObject();
        json.name("kind");
        String kind = json.string();
        UnaryOperator<NetworkBuilder> layer = switch (kind) {
            case "dense" -> dense();
            case "activation" -> {
                Activation activation = activation();
                yield b -> b.activation(activation);
            }
            case "prelu" -> NetworkBuilder::prelu;
            case "dropout" -> {
                double rate = decimal("rate");
                yield b -> b.dropout(rate);
            }
            case "layer_norm" -> {
                double epsilon = decimal("epsilon");
                yield b -> b.layerNorm(epsilon);
            }
            case "batch_norm" -> {
                double epsilon = decimal("epsilon");
                double momentum = decimal("momentum");
                yield b -> b.batchNorm(epsilon, momentum);
            }
            case "residual" -> {
                json.name("block");
                UnaryOperator<NetworkBuilder> block = layers();
                yield b -> b.residual(block);
            }
            case "input_scaling" -> NetworkBuilder::inputScaling;
            case "embedding" -> embedding();
            default -> throw new SafetensorsFormatException(
                    file, "kind of a layer", "one that this version has", JsonReader.quoted(kind));
        };
        json.endObject();
        return layer;
    }

    private UnaryOperator<NetworkBuilder> dense() throws SafetensorsFormatException {
        int outputs = integer("outputs", 1);
        Activation activation = activation();
        json.name("initializer");
        Initializer initializer = Initializer.valueOf(json.string());
        json.name("bias");
        boolean bias = json.flag();
        return b -> b.dense(outputs, activation, initializer, bias);
    }

    private UnaryOperator<NetworkBuilder> embedding() throws SafetensorsFormatException {
        List<Embedding.Column> columns = new ArrayList<>();
        json.name("columns");
        json.beginArray();
        while (json.nextElement()) {
            json.beginObject();
            int index = integer("index", 0);
            int categories = integer("categories", 1);
            columns.add(new Embedding.Column(index, categories, integer("dimensions", 1)));
            json.endObject();
        }
        return b -> b.embedding(columns.toArray(Embedding.Column[]::new));
    }

    private Activation activation() throws SafetensorsFormatException {
        json.name("activation");
        return ActivationText.read(file, json);
    }

    private int integer(String name, int least) throws SafetensorsFormatException {
        json.name(name);
        return json.integer(least);
    }

    private double decimal(String name) throws SafetensorsFormatException {
        json.name(name);
        return json.decimal();
    }
}
