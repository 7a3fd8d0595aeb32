package dev.lanewise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.io.Checkpoints;
import dev.lanewise.io.StepCheckpoint;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.train.Trainer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/guide.md are those of {@link Guide}, which run. */
class GuideTest {
    private static final Path TOP = Path.of(System.getProperty("basedir", "."), "..");
    private static final Pattern PROGRAM = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void allProgramsAreOnesThatCompile() throws IOException {
        String source = read("engine/src/test/java/dev/lanewise/Guide.java");
        List<String> programs =
                PROGRAM.matcher(read("docs/guide.md")).results().map(m -> m.group(1)).toList();
        assertEquals(3, programs.size());
        for (String program : programs) {
            assertTrue(source.contains(program), program);
        }
    }

    @Test
    void theFirstModelPrintsWhatIsShown() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream console = System.out;
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try {
            Guide.firstModel(folder);
        } finally {
            System.setOut(console);
        }
        String output = bytes.toString(StandardCharsets.UTF_8).replace("\r\n", "\n");
        assertTrue(read("docs/guide.md").contains("```\n" + output + "```"), output);
    }

    @Test
    void theOtherProgramsLeaveTheirFiles() throws IOException {
        Network network = Network.inputs(2).dense(1).build(1);
        float[] features = {1, 2, 3, 4};
        float[] targets = {1, 2};
        Path file = folder.resolve("step");
        Guide.online(network, features, targets, 2, file);
        assertEquals(1, StepCheckpoint.load(file).step().updates());

        Dataset rows = Dataset.of(features, 2, targets, 1);
        Trainer trainer = Trainer.of(network, new MeanSquaredError(), Adam.of(0.1));
        Path run = folder.resolve("run");
        Guide.resumable(trainer.withEpochs(3).withBatchSize(2), rows, rows, run);
        String latest = Checkpoints.in(run).latest().orElseThrow().getFileName().toString();
        assertTrue(latest.startsWith("checkpoint-000003-"), latest);
    }

    private static String read(String file) throws IOException {
        return Files.readString(TOP.resolve(file)).replace("\r\n", "\n");
    }
}
