package dev.lanewise.samples.embed;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.io.Models;
import dev.lanewise.io.StepCheckpoint;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.Sgd;
import dev.lanewise.samples.ClassComment;
import dev.lanewise.samples.Samples;
import dev.lanewise.train.TrainingStep;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Embed} from the command line to the file that it leaves. */
class EmbedTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void printsWhatTheClassCommentSaysTheFirstTimeAndTheSecond() throws IOException {
        Path file = folder.resolve("new/model.safetensors");
        for (String first : new String[] {"No model yet", "Going on after"}) {
            List<String> lines = run(0, file);
            assertLinesMatch(
                    ClassComment.lines(Embed.class, first, "Answered"),
                    lines.subList(0, lines.size() - 1));
            String answered = "Answered [1-9][0-9,]* questions of 4 threads meanwhile\\.";
            assertTrue(lines.getLast().matches(answered), lines.getLast());
        }
    }

    @Test
    void twoRunsLeaveTheBytesOfOneTwiceAsLong() throws IOException {
        Path twice = folder.resolve("twice");
        Path once = folder.resolve("once");
        run(0, twice, "--batches", "150");
        run(0, twice, "--batches", "150", "--askers", "1");
        run(0, once, "--batches", "300");
        assertArrayEquals(Files.readAllBytes(once), Files.readAllBytes(twice));
    }

    @Test
    void saysThatAFileIsOfAnotherOptimizerOrNetworkOrNoCheckpoint() throws IOException {
        Path file = folder.resolve("other");
        save(Network.inputs(2).dense(1).build(1), Sgd.of(1), file);
        assertError("other is of another program: optimizer", file);
        save(Network.inputs(3).dense(1).build(1), Adam.of(0.01), file);
        assertError("other is of another program: network is 3 × 1, expected 2 × 1", file);
        Models.save(Network.inputs(2).dense(1).build(1), file);
        assertError("other: ", file);
    }

    private static void save(Network network, Optimizer optimizer, Path file) throws IOException {
        TrainingStep step = new TrainingStep(network, new MeanSquaredError(), optimizer, 1);
        new StepCheckpoint(network, step.state()).save(file);
    }

    private void assertError(String expected, Path file) {
        err.getBuffer().setLength(0);
        run(1, file);
        assertTrue(err.toString().contains(expected), err::toString);
        assertEquals(1, err.toString().lines().count(), err::toString);
    }

    @Test
    void refusesToLearnFromNothing() {
        run(2, folder.resolve("model"), "--batches", "0");
        assertTrue(err.toString().contains("--batches is 0"), err::toString);
    }

    private List<String> run(int code, Path file, String... more) {
        out.getBuffer().setLength(0);
        String[] args = new String[more.length + 3];
        args[0] = "04";
        args[1] = "--file";
        args[2] = file.toString();
        System.arraycopy(more, 0, args, 3, more.length);
        int found =
                Samples.commandLine()
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(args);
        assertEquals(code, found, err::toString);
        return out.toString().lines().map(String::stripTrailing).toList();
    }
}
