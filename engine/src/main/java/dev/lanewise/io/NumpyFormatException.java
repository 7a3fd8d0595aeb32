package dev.lanewise.io;

import java.io.IOException;

/**
 * A file that is not the NumPy file it should be, or holds what a {@code float[]} cannot; the
 * message names file, field, expected and found.
 */
public final class NumpyFormatException extends IOException {
    private static final long serialVersionUID = 1L;

    NumpyFormatException(String file, String field, Object expected, Object found) {
        super(file + ": " + field + ": expected " + expected + ", found " + found);
    }

    NumpyFormatException(String file, String problem, IOException cause) {
        super(file + ": " + problem, cause);
    }
}
