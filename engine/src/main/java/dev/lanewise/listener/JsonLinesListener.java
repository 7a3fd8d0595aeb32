package dev.lanewise.listener;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Writes the history of a training as JSON Lines, an object as soon as its epoch has ended:
 *
 * <pre>
 * {"epoch":1,"seconds":0.41,"training_loss":0.4507154,"training_accuracy":0.8627272727272727}
 * </pre>
 *
 * <p>The names are those of {@link CsvListener}; an object has those that its epoch has. Numbers
 * are written as {@link Double#toString} does, so that reading them gives the same bits. JSON knows
 * no NaN and no infinity: what is not finite is {@code null}. Lines end with LF.
 *
 * <p>A listener that hears of several trainings, one after the other, writes them all. A line that
 * cannot be written ends the training with an {@link java.io.UncheckedIOException}.
 */
public final class JsonLinesListener implements TrainingListener {
    private final TextSink out;

    private JsonLinesListener(TextSink out) {
        this.out = out;
    }

    /**
     * Writes to a file, in UTF-8. It is made, or emptied, now; it is open only while a line is
     * written, so a process that dies loses none, and there is nothing to close.
     */
    public static JsonLinesListener to(Path file) throws IOException {
        return new JsonLinesListener(TextSink.of(Objects.requireNonNull(file, "file")));
    }

    /** Writes to a stream or writer of the caller's, flushed after every line and left open. */
    public static JsonLinesListener to(Appendable out) {
        return new JsonLinesListener(TextSink.of(out));
    }

    @Override
    public void epochFinished(Epoch epoch) {
        out.write(
                EpochFigures.of(epoch).entrySet().stream()
                        .map(figure -> string(figure.getKey()) + ":" + number(figure.getValue()))
                        .collect(Collectors.joining(",", "{", "}\n")));
    }

    private static String number(Number value) {
        return Double.isFinite(value.doubleValue()) ? value.toString() : "null";
    }

    /** A string literal. */
    static String string(String text) {
        StringBuilder literal = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c < ' ') {
                literal.append("\\u00").append(c < 0x10 ? '0' : '1')
                        .append(Character.forDigit(c & 0xf, 16));
            } else if (c == '"' || c == '\\') {
                literal.append('\\').append(c);
            } else {
                literal.append(c);
            }
        }
        return literal.append('"').toString();
    }
}
