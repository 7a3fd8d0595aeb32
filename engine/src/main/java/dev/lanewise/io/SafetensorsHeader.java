package dev.lanewise.io;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;

/**
 * The header of a safetensors file: names, types, shapes and places of the tensors, and a map of
 * strings beside them.
 *
 * @param metadata the strings, in the order of the file
 * @param tensors by name, in the order of the file
 */
record SafetensorsHeader(
        SequencedMap<String, String> metadata, SequencedMap<String, TensorInfo> tensors) {
    static final String METADATA = "__metadata__";

    /** As many as no tensor library has; a shape of ones would have no end otherwise. */
    private static final int MOST_DIMENSIONS = 64;

    /** Makes the maps unmodifiable. */
    SafetensorsHeader {
        metadata = Collections.unmodifiableSequencedMap(metadata);
        tensors = Collections.unmodifiableSequencedMap(tensors);
    }

    /**
     * Reads a header and checks it against the length of the data behind it.
     *
     * @param bytes all of it
     */
    static SafetensorsHeader parse(Path file, ByteBuffer bytes, long dataLength)
            throws SafetensorsFormatException {
        String text;
        try {
            text = StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
        } catch (CharacterCodingException e) {
            throw new SafetensorsFormatException(file, "header", "UTF-8", e.getMessage());
        }
        SafetensorsHeader header =
                new Parser(file, new JsonReader(file, "header", text)).header();
        requireNoGaps(file, header.tensors.values(), dataLength);
        return header;
    }

    /** Demands that the tensors lie one behind the other, and that the last ends the file. */
    private static void requireNoGaps(
            Path file, Iterable<TensorInfo> tensors, long dataLength)
            throws SafetensorsFormatException {
        List<TensorInfo> inOrder = new ArrayList<>();
        tensors.forEach(inOrder::add);
        inOrder.sort(
                Comparator.comparingLong(TensorInfo::begin).thenComparingLong(TensorInfo::end));
        long next = 0;
        for (TensorInfo tensor : inOrder) {
            if (tensor.begin() != next) {
                throw new SafetensorsFormatException(
                        file, "begin of " + JsonReader.quoted(tensor.name()),
                        next + ", the end of the tensor before it", tensor.begin());
            }
            next = tensor.end();
        }
        if (next != dataLength) {
            throw new SafetensorsFormatException(
                    file, "length of the data", next + " bytes, the end of the last tensor",
                    dataLength);
        }
    }

    /** Reads the object of objects. */
    private record Parser(Path file, JsonReader json) {
        SafetensorsHeader header() throws SafetensorsFormatException {
            SequencedMap<String, String> metadata = null;
            SequencedMap<String, TensorInfo> tensors = new LinkedHashMap<>();
            json.beginObject();
            String name;
            while ((name = json.nextName()) != null) {
                boolean twice = tensors.containsKey(name);
                if (name.equals(METADATA)) {
                    twice = metadata != null;
                    metadata = metadata();
                } else {
                    tensors.put(name, tensor(name));
                }
                requireOnce(!twice, name);
            }
            json.end();
            return new SafetensorsHeader(
                    metadata == null ? new LinkedHashMap<>() : metadata, tensors);
        }

        private void requireOnce(boolean once, String name) throws SafetensorsFormatException {
            if (!once) {
                throw new SafetensorsFormatException(
                        file, "header", "every name once", JsonReader.quoted(name) + " again");
            }
        }

        private SequencedMap<String, String> metadata() throws SafetensorsFormatException {
            SequencedMap<String, String> metadata = new LinkedHashMap<>();
            json.beginObject();
            String name;
            while ((name = json.nextName()) != null) {
                requireOnce(metadata.put(name, json.string()) == null, name);
            }
            return metadata;
        }

        private TensorInfo tensor(String name) throws SafetensorsFormatException {
            TensorType type = null;
            List<Long> shape = null;
            List<Long> offsets = null;
            json.beginObject();
            String field;
            while ((field = json.nextName()) != null) {
                Object before = switch (field) {
                    case "dtype" -> type;
                    case "shape" -> shape;
                    case "data_offsets" -> offsets;
                    default -> throw wrong(name, "dtype, shape and data_offsets",
                            JsonReader.quoted(field));
                };
                requireOnce(before == null, field);
                switch (field) {
                    case "dtype" -> type = type(name);
                    case "shape" -> shape = numbers(MOST_DIMENSIONS);
                    default -> offsets = numbers(2);
                }
            }
            if (type == null || shape == null || offsets == null || offsets.size() != 2) {
                throw wrong(
                        name, "dtype, shape and two data_offsets",
                        type + ", " + shape + " and " + offsets);
            }
            return checked(new TensorInfo(name, type, shape, offsets.get(0), offsets.get(1)));
        }

        private TensorType type(String name) throws SafetensorsFormatException {
            String type = json.string();
            for (TensorType known : TensorType.values()) {
                if (known.name().equals(type)) {
                    return known;
                }
            }
            throw new SafetensorsFormatException(
                    file, "dtype of " + JsonReader.quoted(name),
                    "one of " + List.of(TensorType.values()), JsonReader.quoted(type));
        }

        private List<Long> numbers(int most) throws SafetensorsFormatException {
            List<Long> numbers = new ArrayList<>();
            json.beginArray();
            while (json.nextElement()) {
                if (numbers.size() == most) {
                    throw new SafetensorsFormatException(
                            file, "header", "at most " + most + " numbers in an array", "more");
                }
                numbers.add(json.integer(0, Long.MAX_VALUE));
            }
            return numbers;
        }

        /** Demands that shape and type need as many bytes as there are. */
        private TensorInfo checked(TensorInfo tensor) throws SafetensorsFormatException {
            long bytes = tensor.type().bytes();
            try {
                for (long dimension : tensor.shape()) {
                    bytes = Math.multiplyExact(bytes, dimension);
                }
            } catch (ArithmeticException _) {
                throw wrong(tensor.name(), "a size below 2^63 bytes", "shape " + tensor.shape());
            }
            if (tensor.end() < tensor.begin() || tensor.end() - tensor.begin() != bytes) {
                throw wrong(
                        tensor.name(),
                        bytes + " bytes for " + tensor.type() + " and shape " + tensor.shape(),
                        "data_offsets from " + tensor.begin() + " to " + tensor.end());
            }
            return tensor;
        }

        private SafetensorsFormatException wrong(String name, Object expected, Object found) {
            return new SafetensorsFormatException(
                    file, "tensor " + JsonReader.quoted(name), expected, found);
        }
    }

    /** The JSON text of a header. */
    static String text(Map<String, String> metadata, Iterable<TensorInfo> tensors) {
        JsonWriter json = new JsonWriter();
        json.beginObject();
        if (!metadata.isEmpty()) {
            json.name(METADATA).beginObject();
            metadata.forEach((name, value) -> json.name(name).value(value));
            json.endObject();
        }
        for (TensorInfo tensor : tensors) {
            json.name(tensor.name()).beginObject();
            json.name("dtype").value(tensor.type().name()).name("shape").beginArray();
            tensor.shape().forEach(json::value);
            json.endArray().name("data_offsets").beginArray();
            json.value(tensor.begin()).value(tensor.end()).endArray().endObject();
        }
        return json.endObject().toString();
    }
}
