package dev.lanewise.io;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.CRC32C;

/**
 * What the files of Lanewise have in their metadata: a version of the format, a description of the
 * network, in checkpoints others of the step and of the training, and a checksum (CRC-32C) of the
 * data and of the descriptions behind it.
 */
final class Stamp {
    /** Whole, from 1; a file of a later version is refused. */
    static final String VERSION = "lanewise.version";

    /** See {@link NetworkText}. */
    static final String NETWORK = "lanewise.network";

    /** Of a step that trains it, see {@link StepText}. */
    static final String STEP = "lanewise.step";

    /** Of a training that goes on, see {@link TrainingText}. */
    static final String TRAINING = "lanewise.training";

    /** Eight hexadecimal digits. */
    static final String CHECKSUM = "lanewise.crc32c";

    private static final String CURRENT = "1";

    private Stamp() {}

    /**
     * The metadata of a file that is about to be written.
     *
     * @param descriptions under the names above
     */
    static Map<String, String> of(
            SafetensorsWriter writer, Map<String, String> descriptions) {
        CRC32C checksum = new CRC32C();
        writer.addDataTo(checksum);
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", "pt"); // names and shapes are PyTorch's: some of its tools ask
        metadata.put(VERSION, CURRENT);
        metadata.putAll(descriptions);
        metadata.put(CHECKSUM, hex(checksum, metadata));
        return metadata;
    }

    private static String hex(CRC32C ofData, Map<String, String> metadata) {
        for (String name : List.of(NETWORK, STEP, TRAINING)) {
            ofData.update(metadata.getOrDefault(name, "").getBytes(StandardCharsets.UTF_8));
            ofData.update(0); // where the next begins
        }
        return HexFormat.of().toHexDigits((int) ofData.getValue());
    }

    /** Demands a version that is known, and that data and descriptions are as they were written. */
    static void check(Safetensors in) throws IOException {
        String version = text(in, VERSION);
        if (!version.equals(CURRENT)) {
            throw new SafetensorsFormatException(
                    in.file(), VERSION, CURRENT + ", the latest that this release knows",
                    JsonReader.quoted(version));
        }
        text(in, NETWORK);
        CRC32C checksum = new CRC32C();
        in.addDataTo(checksum);
        String expected = hex(checksum, in.metadata());
        String found = text(in, CHECKSUM);
        if (!Objects.equals(expected, found)) {
            throw new SafetensorsFormatException(
                    in.file(), CHECKSUM, expected + ", that of what the file holds",
                    JsonReader.quoted(found));
        }
    }

    /** An entry of the metadata that must be there. */
    static String text(Safetensors in, String name) throws SafetensorsFormatException {
        String text = in.metadata().get(name);
        if (text == null) {
            throw new SafetensorsFormatException(
                    in.file(), "metadata " + JsonReader.quoted(name), "to be there",
                    "none of that name");
        }
        return text;
    }
}
