package dev.lanewise.data;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A file that is not the IDX file it should be; the message names file, field, expected and found.
 */
public final class IdxFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    IdxFormatException(Path file, String field, Object expected, Object found) {
        super(file + ": " + field + ": expected " + expected + ", found " + found);
    }

    IdxFormatException(Path file, String problem, IOException cause) {
        super(file + ": " + problem, cause);
    }
}
