package dev.lanewise.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.History;
import dev.lanewise.train.Metric;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvListenerTest {
    @TempDir
    private Path folder;

    /** Fields of lines as RFC 4180 has them, read character by character. */
    private static List<List<String>> parse(String csv) {
        List<List<String>> lines = new ArrayList<>();
        List<String> line = new ArrayList<>();
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < csv.length(); i++) {
            char c = csv.charAt(i);
            if (c == '"' && quoted && i + 1 < csv.length() && csv.charAt(i + 1) == '"') {
                field.append(csv.charAt(++i));
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && (c == ',' || c == '\n')) {
                line.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    lines.add(line);
                    line = new ArrayList<>();
                }
            } else if (quoted || c != '\r') {
                field.append(c);
            }
        }
        assertEquals(0, line.size() + field.length(), "a line without end");
        return lines;
    }

    @Test
    void numbersReadBackAreTheSameToTheBit() throws IOException {
        Path file = folder.resolve("history.csv");
        History history =
                Epochs.trainer(Epochs.network())
                        .withListener(CsvListener.to(file))
                        .fit(Epochs.data(), Epochs.data());
        List<List<String>> lines = parse(Files.readString(file));
        assertEquals(
                List.of(
                        "epoch", "seconds", "training_loss", "training_mean_absolute_error",
                        "training_root_mean_squared_error", "training_r_squared",
                        "validation_loss", "validation_mean_absolute_error",
                        "validation_root_mean_squared_error", "validation_r_squared"),
                lines.getFirst());
        assertEquals(3, lines.size());
        for (Epoch epoch : history.epochs()) {
            List<String> line = lines.get(epoch.number());
            Evaluation validation = epoch.validation().orElseThrow();
            assertEquals(Integer.toString(epoch.number()), line.get(0));
            assertEquals(epoch.seconds(), Double.parseDouble(line.get(1)));
            assertEquals(epoch.training().loss(), Double.parseDouble(line.get(2)));
            assertEquals(
                    epoch.training().metric(Metric.MEAN_ABSOLUTE_ERROR),
                    Double.parseDouble(line.get(3)));
            assertEquals(validation.loss(), Double.parseDouble(line.get(6)));
            assertEquals(validation.metric(Metric.R_SQUARED), Double.parseDouble(line.get(9)));
        }
    }

    @Test
    void anEpochIsInTheFileAsSoonAsItHasEnded() throws IOException {
        Path file = folder.resolve("history.csv");
        Files.writeString(file, "of a run before");
        CsvListener listener = CsvListener.to(file);
        assertEquals("", Files.readString(file));
        listener.epochFinished(Epochs.epoch(1, 0.5, Epochs.evaluation(0.25, 1)));
        String first = Files.readString(file);
        assertEquals(2, parse(first).size());
        listener.epochFinished(Epochs.epoch(2, 0.5, Epochs.evaluation(0.125, 1)));
        assertEquals(first + "2,0.5,0.125,1.0,,\r\n", Files.readString(file));
    }

    @Test
    void fieldsThatAnEpochLacksAreEmpty() {
        StringWriter out = new StringWriter();
        CsvListener listener = CsvListener.to(out);
        Evaluation evaluation = Epochs.evaluation(1.5, 0.5);
        listener.epochFinished(Epochs.epoch(1, 2, evaluation));
        listener.epochFinished(Epochs.epoch(2, 2, evaluation, Epochs.evaluation(3, 0.75)));
        listener.epochFinished(Epochs.epoch(3, 2, new Evaluation(1.5, Map.of())));
        listener.epochFinished(
                Epochs.epoch(4, 2, new Evaluation(1.5, Map.of(Metric.R_SQUARED, 0.5))));
        assertEquals(
                """
                epoch,seconds,training_loss,training_accuracy,validation_loss,validation_accuracy
                1,2.0,1.5,0.5,,
                2,2.0,1.5,0.5,3.0,0.75
                3,2.0,1.5,,,
                4,2.0,1.5,,,
                """
                        .replace("\n", "\r\n"),
                out.toString());
    }

    @Test
    void numbersDoNotDependOnTheLocaleAndMayBeInfinite() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.GERMANY);
        try {
            StringWriter out = new StringWriter();
            CsvListener.to(out)
                    .epochFinished(
                            Epochs.epoch(
                                    1, 1234.5, Epochs.evaluation(Double.NEGATIVE_INFINITY, 1e-9),
                                    Epochs.evaluation(Double.POSITIVE_INFINITY, Double.NaN)));
            assertEquals(
                    List.of("1", "1234.5", "-Infinity", "1.0E-9", "Infinity", "NaN"),
                    parse(out.toString()).get(1));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void fieldsAreQuotedWhereTheyMustBe() {
        for (String field : List.of("plain", "a,b", "a\"b\"", "a\r\nb", "", " \"\"\n,")) {
            assertEquals(List.of(List.of(field)), parse(CsvListener.field(field) + "\r\n"));
        }
        assertEquals("plain text", CsvListener.field("plain text"));
        assertEquals("\"say \"\"a,b\"\"\"", CsvListener.field("say \"a,b\""));
    }

    /** What a process that dies has not flushed is lost. */
    @Test
    void aWriterIsFlushedAfterEveryRowAndStaysOpen() {
        StringBuilder calls = new StringBuilder();
        Writer writer =
                new Writer() {
                    @Override
                    public void write(char[] text, int offset, int length) {
                        calls.append('w');
                    }

                    @Override
                    public void flush() {
                        calls.append('f');
                    }

                    @Override
                    public void close() {
                        calls.append('c');
                    }
                };
        Epochs.trainer(Epochs.network()).withListener(CsvListener.to(writer)).fit(Epochs.data());
        assertEquals("wfwf", calls.toString());
    }

    @Test
    void aFolderThatIsNotThereIsToldOfAtOnce() {
        Path file = folder.resolve("absent").resolve("history.csv");
        assertThrows(NoSuchFileException.class, () -> CsvListener.to(file));
    }

    @Test
    void aRowThatCannotBeWrittenEndsTheTraining() throws IOException {
        Path file = Files.createDirectory(folder.resolve("later absent")).resolve("history.csv");
        CsvListener listener = CsvListener.to(file);
        Files.delete(file);
        Files.delete(file.getParent());
        UncheckedIOException e =
                assertThrows(
                        UncheckedIOException.class,
                        () -> Epochs.trainer(Epochs.network())
                                .withListener(listener)
                                .fit(Epochs.data()));
        assertTrue(e.getMessage().contains("history.csv"), e.getMessage());
    }
}
