package dev.lanewise.io;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is not the safetensors file, model or checkpoint that it should be; the message names
 * file, field, expected and found.
 */
public final class SafetensorsFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    private static final int LONGEST = 500;

    SafetensorsFormatException(Path file, String field, Object expected, Object found) {
        super(file + ": " + field + ": expected " + expected + ", found " + found);
    }

    /** Of what objects that were read say themselves, which may have texts of the file in it. */
    SafetensorsFormatException(Path file, String field, RuntimeException cause) {
        super(file + ": " + field + ": " + Excerpt.of(cause.getMessage(), LONGEST), cause);
    }
}
