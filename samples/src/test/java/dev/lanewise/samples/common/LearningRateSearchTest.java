package dev.lanewise.samples.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Trainer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link LearningRateSearch}: what it says and draws, on a sum of two numbers. */
class LearningRateSearchTest {
    private static final int ROWS = 64;

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();

    @Test
    void saysAndDrawsWhereTheLossFellFastest() throws IOException {
        BufferedImage image = search(1);
        List<String> lines = out.toString().lines().toList();
        String tried = lines.getFirst();
        assertTrue(tried.matches("Tried \\d+ learning rates from 1.0e-07 to .*"), tried);
        double rate =
                Double.parseDouble(lines.get(1).substring("The loss fell fastest at ".length()));
        assertTrue(rate > 1e-3 && rate < 1, "rate " + rate);
        assertEquals("Picture: " + folder.resolve("rates.png"), lines.get(2));
        assertTrue(image.getWidth() > 600);
    }

    @Test
    void saysSoWhereTheLossFallsNowhere() throws IOException {
        search(0);
        assertEquals("The loss fell nowhere", out.toString().lines().toList().get(1));
    }

    /** Of targets that are so many times the sum; of none, the network is right from the start. */
    private BufferedImage search(float times) throws IOException {
        RandomStream random = RandomStream.ofSeed(1);
        float[] x = new float[2 * ROWS];
        float[] y = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            x[2 * i] = times * (float) random.normal(2 * i);
            x[2 * i + 1] = times * (float) random.normal(2 * i + 1);
            y[i] = x[2 * i] + x[2 * i + 1];
        }
        Network network = Network.inputs(2).dense(1, Activation.IDENTITY).build(1);
        Trainer trainer = Trainer.of(network, new MeanSquaredError(), Sgd.of(0.1));
        Path file = folder.resolve("rates.png");
        Dataset training = Dataset.of(x, 2, y, 1);
        LearningRateSearch.run(trainer, training, file, new PrintWriter(out));
        return ImageIO.read(file.toFile());
    }
}
