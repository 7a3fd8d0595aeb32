package dev.lanewise.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.ForkedJvm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that dies at any moment loses no more than the update that it was in. */
class KillTest {
    /** Seen from this module. */
    private static final Path FASHION_MNIST =
            Path.of("..", "..", "shared", "data", "fashion-mnist");

    @TempDir
    Path folder;

    @Test
    void killedTrainingsEndWithTheBitsOfOneNeverKilled() throws Exception {
        kill(3, TrainingKilled.onNumbers(), List.of());
    }

    @Test
    @Tag("exhaustive")
    void killedFiftyTimes() throws Exception {
        kill(50, TrainingKilled.onNumbers(), List.of());
    }

    @Test
    @Tag("exhaustive")
    void killedFiftyTimesOnImages() throws Exception {
        assumeTrue(Files.exists(FASHION_MNIST), () -> FASHION_MNIST + " is missing");
        kill(50, TrainingKilled.onImages(FASHION_MNIST), List.of(FASHION_MNIST.toString()));
    }

    /**
     * Kills the program as often, a while after its training has begun; then lets it end.
     *
     * @param data the program's arguments for the same training
     */
    private void kill(int times, TrainingKilled neverKilled, List<String> data)
            throws Exception {
        int expected = neverKilled.bits();
        int deaths = 0;
        for (int run = 0; deaths < times; run++) {
            Path training = folder.resolve("run" + run); // a new one whenever one came to its end
            List<String> arguments = new ArrayList<>(List.of(training.toString()));
            arguments.addAll(data);
            boolean ended = false;
            while (!ended && deaths < times) {
                ended = !dies(arguments);
                deaths += ended ? 0 : 1;
                requireWhole(training);
            }
            List<String> lines = ForkedJvm.run(TrainingKilled.class, List.of(), arguments);
            assertEquals("ended " + expected, lines.getLast());
        }
    }

    private static boolean dies(List<String> arguments) throws Exception {
        Process process = ForkedJvm.start(TrainingKilled.class, List.of(), arguments);
        try (var lines = process.inputReader()) {
            String first = lines.readLine();
            while (first != null && !first.equals("begins") && !first.equals("goes on")) {
                first = lines.readLine(); // warnings
            }
            assertTrue(first != null, "the program says nothing");
            long wait = ThreadLocalRandom.current().nextLong(400_000);
            TimeUnit.MICROSECONDS.sleep(wait);
            boolean alive = process.isAlive();
            process.destroyForcibly().waitFor();
            return alive;
        }
    }

    /** Whatever has a checkpoint's name is one. */
    private static void requireWhole(Path training) throws IOException {
        if (Files.isDirectory(training)) {
            for (CheckpointFile file : Checkpoints.in(training).files()) {
                Checkpoint.load(file.path());
            }
        }
    }
}
