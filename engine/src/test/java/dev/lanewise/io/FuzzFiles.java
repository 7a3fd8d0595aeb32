package dev.lanewise.io;

import dev.lanewise.nn.Network;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Files out of any bytes of which the outer parts are right, so that the inner ones are looked at:
 * lengths, checksums and tensors that suit.
 */
final class FuzzFiles {
    /** Values of a described network; one that needs more gets none. */
    private static final int MOST_VALUES = 1000;

    /** Between the parts of the bytes. */
    private static final String SEPARATOR = "\0";

    private FuzzFiles() {}

    /**
     * A safetensors file with a fuzzed header.
     *
     * @param input a byte that is the length of the data, then the header
     */
    static byte[] safetensors(byte[] input) {
        int dataLength = input.length == 0 ? 0 : input[0] & 0xff;
        byte[] header = FuzzedText.of(tail(input)).getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + header.length + dataLength);
        file.order(ByteOrder.LITTLE_ENDIAN).putLong(header.length).put(header);
        return file.array();
    }

    private static byte[] tail(byte[] input) {
        return Arrays.copyOfRange(input, Math.min(1, input.length), input.length);
    }

    /**
     * A checkpoint with fuzzed descriptions, the right checksum, and the tensors of the network
     * that is described, where one is.
     *
     * @param input a byte that says what else there is, then the descriptions of the network, the
     *     step and the training
     */
    static byte[] checkpoint(byte[] input, Path scratch) throws IOException {
        int flags = input.length == 0 ? 0 : input[0];
        String[] parts = FuzzedText.of(tail(input)).split(SEPARATOR, 3);
        Map<String, String> descriptions = new LinkedHashMap<>();
        descriptions.put(Stamp.NETWORK, parts[0]);
        if (parts.length > 1) {
            descriptions.put(Stamp.STEP, parts[1]);
        }
        if (parts.length > 2) {
            descriptions.put(Stamp.TRAINING, parts[2]);
        }
        SafetensorsWriter writer = new SafetensorsWriter();
        network(parts[0], scratch).ifPresent(network -> addTensors(writer, network, flags));
        writer.write(scratch, Stamp.of(writer, descriptions));
        return Files.readAllBytes(scratch);
    }

    private static Optional<Network> network(String description, Path file) {
        try {
            NetworkText.Description described = NetworkText.read(file, description);
            return described.size() <= MOST_VALUES
                    ? Optional.of(described.network())
                    : Optional.empty();
        } catch (SafetensorsFormatException _) {
            return Optional.empty(); // it will be refused again
        }
    }

    private static void addTensors(SafetensorsWriter writer, Network network, int flags) {
        Models.add(writer, "", network);
        for (int slot = 0; slot < (flags & 3); slot++) {
            ParameterTensors.add(
                    writer, "optimizer." + slot + ".", network.namedParameters(),
                    network.parameters(), 0);
        }
        if ((flags & 4) != 0) {
            Models.add(writer, "average.", network);
        }
        if ((flags & 8) != 0) {
            Models.add(writer, "best.", network);
        }
    }

    /**
     * A {@code .npy} file with a fuzzed header.
     *
     * @param input the header, then the elements
     */
    static byte[] npy(byte[] input) {
        int end = 0;
        while (end < input.length && input[end] != 0) {
            end++;
        }
        byte[] elements = Arrays.copyOfRange(input, Math.min(end + 1, input.length), input.length);
        String header = FuzzedText.of(Arrays.copyOf(input, end));
        return NumpyFiles.npy(2, header, elements.length, to -> to.put(elements));
    }

    /** An archive of one such file. */
    static byte[] npz(byte[] input) throws IOException {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(archive)) {
            out.putNextEntry(new ZipEntry("x.npy"));
            out.write(npy(input));
        }
        return archive.toByteArray();
    }
}
