package dev.lanewise.io;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.ZipException;

/** The bytes of a {@code .npy} file or of an archive's entry, and the name that errors give it. */
final class NumpySource {
    private final String name;
    private final InputStream in;

    NumpySource(String name, InputStream in) {
        this.name = name;
        this.in = in;
    }

    /** The next bytes of a field, all of them. */
    byte[] bytes(String field, int length) throws IOException {
        byte[] bytes = new byte[length];
        int count = read(bytes, length);
        if (count < length) {
            throw cutOff(field, length, count);
        }
        return bytes;
    }

    /** The next bytes, as many as there are. */
    int read(byte[] bytes, int length) throws IOException {
        try {
            return in.readNBytes(bytes, 0, length);
        } catch (ZipException | EOFException e) {
            throw damaged(e);
        }
    }

    void expectEnd() throws IOException {
        if (read(new byte[1], 1) > 0) {
            throw wrong("end", "nothing after the last element", "more bytes");
        }
    }

    NumpyFormatException cutOff(String field, long expected, long found) {
        return wrong(field, expected + " bytes", found + ", then the end");
    }

    NumpyFormatException wrong(String field, Object expected, Object found) {
        return new NumpyFormatException(name, field, expected, found);
    }

    NumpyFormatException damaged(IOException cause) {
        return new NumpyFormatException(name, "damaged zip data: " + cause.getMessage(), cause);
    }
}
