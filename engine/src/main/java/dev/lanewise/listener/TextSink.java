package dev.lanewise.listener;

import java.io.Flushable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Objects;

/** Where a listener writes text. What was written is out of this process before the next. */
sealed interface TextSink {
    /** Writes and flushes. */
    void write(String text);

    /**
     * A file in UTF-8, made or emptied now. It is open only while something is written, which is
     * seldom, so there is nothing to close.
     */
    static TextSink of(Path file) throws IOException {
        Files.writeString(file, "", StandardCharsets.UTF_8);
        return new ToFile(file);
    }

    /** A stream or writer of the caller's, who closes it. */
    static TextSink of(Appendable out) {
        return new ToAppendable(Objects.requireNonNull(out, "out"));
    }

    /** Adds to a file. */
    record ToFile(Path file) implements TextSink {
        @Override
        public void write(String text) {
            try {
                Files.writeString(
                        file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE,
                        StandardOpenOption.APPEND);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** Adds to something else. */
    record ToAppendable(Appendable out) implements TextSink {
        @Override
        public void write(String text) {
            try {
                out.append(text);
                if (out instanceof Flushable flushable) {
                    flushable.flush();
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
