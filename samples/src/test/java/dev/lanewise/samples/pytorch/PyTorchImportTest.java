package dev.lanewise.samples.pytorch;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.io.Safetensors;
import dev.lanewise.io.Tensor;
import dev.lanewise.nn.Network;
import dev.lanewise.samples.ClassComment;
import dev.lanewise.samples.Samples;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link PyTorchImport} on its own file and on others. */
class PyTorchImportTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsWhatTheClassCommentSays() throws IOException {
        assertEquals(0, run(), err::toString);
        List<String> output = out.toString().lines().map(String::stripTrailing).toList();
        String start = "from-pytorch.safetensors:";
        assertLinesMatch(ClassComment.lines(PyTorchImport.class, start, "</pre>"), output);
    }

    @Test
    void takesAFileOfAnyNamesAndSizes() throws IOException {
        Path file = write();
        String map = "1=head,0=encoder.fc";
        assertEquals(0, run("--file", file.toString(), "--map", map), err::toString);
        assertTrue(out.toString().contains("imported, and trained on"), out::toString);
    }

    @Test
    void computesWhatPyTorchWould() throws IOException {
        Network network = new PyTorchFile(write(), List.of("encoder.fc", "head")).read();
        float[] x = {1, 2, 3};
        // relu([1·1 − 1·2 + 2·3 + 0.5, −1·1 − 1·2 + 0·3 − 0.5]) = [5.5, 0]
        assertArrayEquals(new float[] {5.5f, 11, 16.5f, 22}, network.predict(x));
    }

    @Test
    void namesWhatTheFileHasWhereAModuleIsMissing() throws IOException {
        String file = write().toString();
        assertEquals(1, run("--file", file, "--map", "0=encoder.fc,1=tail"));
        assertTrue(
                err.toString().contains("expected a matrix tail.weight; there are"
                        + " encoder.fc.weight, encoder.fc.bias, head.weight"),
                err::toString);
    }

    @Test
    void refusesAFileWithoutAMapAMapWithoutAFileAndAMapWithAGap() throws IOException {
        String file = write().toString();
        assertEquals(2, run("--file", file));
        assertEquals(2, run("--map", "0=a"));
        assertEquals(2, run("--file", file, "--map", "0=encoder.fc,2=head"));
        assertTrue(err.toString().contains("[0, 2], expected all from 0 to 1"), err::toString);
    }

    /** Linear(3, 2), ReLU, Linear(2, 4, bias=False). */
    private Path write() throws IOException {
        Path file = folder.resolve("model.safetensors");
        Safetensors.write(
                file,
                Map.of(),
                List.of(
                        new Tensor("encoder.fc.weight", List.of(2, 3),
                                new float[] {1, -1, 2, -1, -1, 0}),
                        new Tensor("encoder.fc.bias", List.of(2), new float[] {0.5f, -0.5f}),
                        new Tensor("head.weight", List.of(4, 2),
                                new float[] {1, 9, 2, 9, 3, 9, 4, 9})));
        return file;
    }

    private int run(String... args) {
        return Samples.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(Stream.concat(Stream.of("06"), Stream.of(args)).toArray(String[]::new));
    }
}
