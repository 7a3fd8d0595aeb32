package dev.lanewise.samples.common;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link TrainingProgress}, {@link TrainingLog} and {@link LearningCurves} without a training. */
class TrainingProgressTest {
    private static final Figure TENTHS =
            new Figure("tenths", e -> 10 * e.loss(), value -> "%.0f".formatted(value));

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();

    private static Epoch epoch(int number, double training, double validation) {
        return new Epoch(
                number, evaluation(training), Optional.of(evaluation(validation)), 0.5, 0.1,
                true);
    }

    private static Evaluation evaluation(double loss) {
        return new Evaluation(loss, Map.of(Metric.ACCURACY, 1 - loss));
    }

    private void show(TrainingLog log, Epoch... epochs) {
        try (TrainingProgress progress =
                new TrainingProgress(log, epochs.length, 100, "rows", new PrintWriter(out))) {
            for (Epoch epoch : epochs) {
                progress.batchFinished(epoch.number(), 1, 100, 1f);
                progress.epochFinished(epoch);
            }
        }
    }

    @Test
    void printsALineAnEpoch() {
        TrainingLog log = new TrainingLog(List.of(Figure.LOSS, Figure.ACCURACY), false);
        show(log, epoch(1, 0.5, 0.75), epoch(2, 0.25, 0.5));
        assertEquals(
                """
                                     training              validation
                epoch        loss    accuracy        loss    accuracy
                    1      0.5000      0.5000      0.7500      0.2500
                    2      0.2500      0.7500      0.5000      0.5000
                """,
                out.toString().replace("\r\n", "\n"));
    }

    @Test
    void keepsColumnsApartWhereATrainingDiverges() {
        TrainingLog log = new TrainingLog(List.of(Figure.LOSS), false);
        show(log, epoch(1, 1129816593593.5438, 55196684.0));
        assertTrue(out.toString().contains("    1   1.130e+12   5.520e+07"), out.toString());
    }

    @Test
    void starsTheBestEpochsSoFarByTheirValidationLoss() {
        TrainingLog log = new TrainingLog(List.of(TENTHS), true);
        show(log, epoch(1, 0.5, 0.4), epoch(2, 0.4, 0.3), epoch(3, 0.3, 0.35));
        assertEquals(
                List.of(
                        "         training  validation",
                        "epoch      tenths      tenths",
                        "    1           5           4 *",
                        "    2           4           3 *",
                        "    3           3           4"),
                out.toString().lines().toList());
        assertEquals(2, log.kept());
    }

    @Test
    void tellsHowFastTheTrainingWas() {
        TrainingLog log = new TrainingLog(List.of(Figure.LOSS), false);
        show(log, epoch(1, 1, 1), epoch(2, 1, 1));
        assertEquals("training 1.0 s with 2,000 rows a second", log.speed(1000, "rows"));
    }

    @Test
    void drawsAChartAFigure() throws IOException {
        assertEquals(640, picture(new TrainingLog(List.of(Figure.LOSS), false)).getWidth());
        List<Figure> two = List.of(Figure.LOSS, Figure.ACCURACY);
        assertEquals(1280, picture(new TrainingLog(two, false)).getWidth());
    }

    @Test
    void drawsALineWhereTheWeightsAreKept() throws IOException {
        int without = greys(picture(new TrainingLog(List.of(TENTHS), false)));
        int with = greys(picture(new TrainingLog(List.of(TENTHS), true)));
        assertTrue(with > without + 100, with + " and " + without);
    }

    private BufferedImage picture(TrainingLog log) throws IOException {
        show(log, epoch(1, 0.5, 0.5), epoch(2, 0.3, 0.5), epoch(3, 0.2, 0.5));
        Path file = folder.resolve("curves.png");
        LearningCurves.write(log, file);
        return ImageIO.read(file.toFile());
    }

    private static int greys(BufferedImage image) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) & 0xffffff) == 0x777777 ? 1 : 0;
            }
        }
        return count;
    }
}
