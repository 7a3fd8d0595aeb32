package dev.lanewise.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.History;
import dev.lanewise.train.Metric;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JsonLinesListenerTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;

    @Test
    void numbersReadBackAreTheSameToTheBit() throws IOException {
        Path file = folder.resolve("history.jsonl");
        History history =
                Epochs.trainer(Epochs.network())
                        .withListener(JsonLinesListener.to(file))
                        .fit(Epochs.data(), Epochs.data());
        List<String> lines = Files.readAllLines(file);
        assertEquals(2, lines.size());
        for (Epoch epoch : history.epochs()) {
            JsonNode line = JSON.readTree(lines.get(epoch.number() - 1));
            assertEquals(10, line.size(), line.toString());
            assertEquals(epoch.number(), line.get("epoch").intValue());
            assertTrue(line.get("epoch").isInt());
            assertEquals(epoch.seconds(), line.get("seconds").doubleValue());
            assertEquals(epoch.training().loss(), line.get("training_loss").doubleValue());
            assertEquals(
                    epoch.validation().orElseThrow().metric(Metric.R_SQUARED),
                    line.get("validation_r_squared").doubleValue());
        }
    }

    @Test
    void linesHaveWhatTheirEpochHas() throws IOException {
        StringWriter out = new StringWriter();
        JsonLinesListener listener = JsonLinesListener.to(out);
        listener.epochFinished(Epochs.epoch(1, 0.5, Epochs.evaluation(1e300, Double.NaN)));
        assertEquals(
                "{\"epoch\":1,\"seconds\":0.5,\"training_loss\":1.0E300,"
                        + "\"training_accuracy\":null}\n",
                out.toString());
        listener.epochFinished(
                Epochs.epoch(
                        2, 0.5, Epochs.evaluation(1, 1),
                        Epochs.evaluation(Double.POSITIVE_INFINITY, 0)));
        JsonNode second = JSON.readTree(out.toString().lines().toList().get(1));
        assertTrue(second.get("validation_loss").isNull());
        assertEquals(0, second.get("validation_accuracy").doubleValue());
    }

    @Test
    void stringsReadBackAreTheSame() throws IOException {
        StringBuilder all = new StringBuilder("é€😀\"\\/");
        for (char c = 0; c < 128; c++) {
            all.append(c);
        }
        String literal = JsonLinesListener.string(all.toString());
        assertEquals(all.toString(), JSON.readValue(literal, String.class));
    }
}
