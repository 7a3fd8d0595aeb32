package dev.lanewise.listener;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Writes the history of a training as CSV (RFC 4180), a row as soon as its epoch has ended:
 *
 * <pre>
 * epoch,seconds,training_loss,training_accuracy,validation_loss,validation_accuracy
 * 1,0.41,0.4507154,0.8627272727272727,0.12214561,0.962
 * </pre>
 *
 * <p>The first epoch decides on the columns: number, seconds without validation, then losses and
 * metrics in lower case. A field is empty where a later epoch lacks its figure, as those of the
 * validation are where there is none; a figure that only a later epoch has is left out. Numbers are
 * written as {@link Double#toString} does, whatever the locale, so that reading them gives the same
 * bits; what is not finite is {@code NaN}, {@code Infinity} or {@code -Infinity}. Lines end with CR
 * and LF.
 *
 * <p>A listener that hears of several trainings, one after the other, writes them into one table. A
 * row that cannot be written ends the training with an {@link java.io.UncheckedIOException}.
 */
public final class CsvListener implements TrainingListener {
    private static final String LINE_END = "\r\n";

    private final TextSink out;
    /** Empty until the first epoch. */
    private List<String> columns = List.of();

    private CsvListener(TextSink out) {
        this.out = out;
    }

    /**
     * Writes to a file, in UTF-8. It is made, or emptied, now; it is open only while a row is
     * written, so a process that dies loses none, and there is nothing to close.
     */
    public static CsvListener to(Path file) throws IOException {
        return new CsvListener(TextSink.of(Objects.requireNonNull(file, "file")));
    }

    /** Writes to a stream or writer of the caller's, flushed after every row and left open. */
    public static CsvListener to(Appendable out) {
        return new CsvListener(TextSink.of(out));
    }

    @Override
    public void epochFinished(Epoch epoch) {
        String header = "";
        if (columns.isEmpty()) {
            columns = EpochFigures.names(epoch);
            header = line(columns.stream());
        }
        Map<String, Number> figures = EpochFigures.of(epoch);
        out.write(
                header + line(columns.stream().map(c -> Objects.toString(figures.get(c), ""))));
    }

    private static String line(Stream<String> fields) {
        return fields.map(CsvListener::field).collect(Collectors.joining(",", "", LINE_END));
    }

    /** A field, in quotes where it needs them. */
    static String field(String text) {
        boolean plain = text.chars().noneMatch(c -> c == ',' || c == '"' || c == '\r' || c == '\n');
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
