package dev.lanewise.samples.images;

import dev.lanewise.data.Dataset;
import dev.lanewise.metric.ConfusionMatrix;
import dev.lanewise.nn.Network;
import dev.lanewise.samples.common.Figure;
import dev.lanewise.samples.common.LearningCurves;
import dev.lanewise.samples.common.LearningRateSearch;
import dev.lanewise.samples.common.TrainingLog;
import dev.lanewise.samples.common.TrainingProgress;
import dev.lanewise.samples.common.UserError;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Sample 02: tells images apart. The engine's main job, and the program to start your own from.
 *
 * <p>What it shows: some training images are held out, and tell after every epoch whether the
 * network learns the idea or only its training images by heart; the test images are looked at once,
 * at the end. A network of two hidden layers, with batch normalization and dropout, is trained with
 * AdamW along a one-cycle schedule, on smoothed labels; what is judged is the moving average of its
 * weights. At the end it is judged by class: which are mixed up, and, as a picture, which mistakes
 * it was surest of. With {@code --find-rate} it tries learning rates instead, and draws the loss
 * over them.
 *
 * <p>How to run it: without options it draws a synthetic set of ten symbols; or it reads the four
 * IDX files of MNIST, Fashion-MNIST or the like; or it fetches Fashion-MNIST into the user's cache
 * directory.
 *
 * <pre>
 * mvn -q -Psample
 * mvn -q -Psample -Dargs="--data path/to/fashion-mnist"
 * mvn -q -Psample -Dargs="--download fashion-mnist"
 * mvn -q -Psample -Dargs="--find-rate"
 * mvn -q -Psample -Dargs="--help"
 * </pre>
 *
 * <p>What you should see, to the last digit as long as the seed is the same, save for the times:
 *
 * <pre>
 * drawn symbols, a synthetic set: 11,000 training, 1,000 validation and 2,000 test images
 *
 * #      layer                in × out  settings                    parameters
 * 1      dense               784 × 512  Identity, no bias              401,408
 * 2      batch norm          512 × 512  momentum 0.1, eps 1.0E-5         1,024
 * 3      activation          512 × 512  Relu                                 0
 * 4      dropout             512 × 512  rate 0.3                             0
 * 5      dense               512 × 256  Identity, no bias              131,072
 * 6      batch norm          256 × 256  momentum 0.1, eps 1.0E-5           512
 * 7      activation          256 × 256  Relu                                 0
 * 8      dropout             256 × 256  rate 0.3                             0
 * 9      dense                256 × 10  Identity                         2,570
 *                                       all                            536,586
 *
 *                      training              validation
 * epoch        loss    accuracy        loss    accuracy
 *     1      1.8176      0.4406      0.9365      0.8820
 *     2      0.8489      0.8956      0.6879      0.9650
 *     3      0.7056      0.9599      0.6212      0.9870
 *     4      0.6451      0.9805      0.5918      0.9870
 *     5      0.6163      0.9888      0.5777      0.9870
 *     6      0.5929      0.9956      0.5701      0.9900
 *     7      0.5812      0.9966      0.5617      0.9930
 *     8      0.5731      0.9976      0.5583      0.9930
 *     9      0.5681      0.9989      0.5552      0.9940
 *    10      0.5634      0.9995      0.5542      0.9930
 *    11      0.5625      0.9995      0.5518      0.9940
 *    12      0.5609      0.9995      0.5513      0.9930
 *
 * Test on drawn symbols, a synthetic set: 1,989 of 2,000 images right, accuracy 0.9945
 *
 * class        precision    recall        F1     count
 * circle          1.0000    0.9900    0.9950       200
 * square          0.9901    1.0000    0.9950       200
 * triangle        1.0000    1.0000    1.0000       200
 * plus            0.9848    0.9750    0.9799       200
 * cross           0.9851    0.9900    0.9875       200
 * arrow           0.9901    1.0000    0.9950       200
 * zigzag          1.0000    0.9950    0.9975       200
 * wave            1.0000    1.0000    1.0000       200
 * star            1.0000    0.9950    0.9975       200
 * spiral          0.9950    1.0000    0.9975       200
 * mean or sum     0.9945    0.9945    0.9945     2,000
 *
 * Confusion matrix, rows: what it is, columns: what it was taken for
 *                   0    1    2    3    4    5    6    7    8    9
 *  0 circle       198    2    .    .    .    .    .    .    .    .
 *  1 square         .  200    .    .    .    .    .    .    .    .
 *  2 triangle       .    .  200    .    .    .    .    .    .    .
 *  3 plus           .    .    .  195    3    2    .    .    .    .
 *  4 cross          .    .    .    2  198    .    .    .    .    .
 *  5 arrow          .    .    .    .    .  200    .    .    .    .
 *  6 zigzag         .    .    .    1    .    .  199    .    .    .
 *  7 wave           .    .    .    .    .    .    .  200    .    .
 *  8 star           .    .    .    .    .    .    .    .  199    1
 *  9 spiral         .    .    .    .    .    .    .    .    .  200
 *
 * Pictures: …/target/sample-02/learning-curves.png
 *           …/target/sample-02/worst-mistakes.png
 * Time: … s, of it training … s with … images a second
 * </pre>
 *
 * <p>The loss of smoothed labels cannot fall to 0: no network can be below 0.5003 here, the entropy
 * of a label of which 0.1 went to all ten classes. The validation figures are better than those of
 * the training at first, as there is no dropout in them.
 *
 * <p>And on Fashion-MNIST, with a wider network and more epochs, from epoch 26 on and without the
 * confusion matrix:
 *
 * <pre>
 * mvn -q -Psample -Dargs="--data FOLDER --hidden 1024,512 --epochs 30 --threads 2"
 *
 *    26      0.5931      0.9730      0.6938      0.9142
 *    27      0.5884      0.9751      0.6934      0.9182
 *    28      0.5855      0.9771      0.6933      0.9142
 *    29      0.5822      0.9796      0.6933      0.9154
 *    30      0.5817      0.9792      0.6924      0.9162
 *
 * Test on Fashion-MNIST: 9,086 of 10,000 images right, accuracy 0.9086
 *
 * class        precision    recall        F1     count
 * T-shirt/top     0.8476    0.8620    0.8547     1,000
 * Trouser         0.9949    0.9810    0.9879     1,000
 * Pullover        0.8403    0.8470    0.8436     1,000
 * Dress           0.9156    0.9110    0.9133     1,000
 * Coat            0.8427    0.8520    0.8473     1,000
 * Sandal          0.9838    0.9720    0.9779     1,000
 * Shirt           0.7603    0.7390    0.7495     1,000
 * Sneaker         0.9549    0.9750    0.9649     1,000
 * Bag             0.9721    0.9770    0.9746     1,000
 * Ankle boot      0.9729    0.9700    0.9715     1,000
 * mean or sum     0.9085    0.9086    0.9085    10,000
 * </pre>
 */
@Command(name = "02", sortOptions = false,
        description = "Classifies images: drawn symbols, unless --data or --download names a set.")
public final class Images implements Callable<Integer> {
    private static final double WEIGHT_DECAY = 0.01;

    /** Share of the training images that is not trained on but watched. */
    private static final double HELD_OUT = 1 / 12.0;

    private static final String ROWS = "images";

    @Spec
    private CommandSpec spec;
    @Mixin
    private ImageSource source;
    @Mixin
    private Settings settings;

    private PrintWriter out;

    /** Loads, trains, tests, draws. */
    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        out = spec.commandLine().getOut();
        source.check();
        settings.check();
        ImageSet images = source.load(settings.seed(), out);
        Path folder = settings.outputFolder();
        Dataset.Split split = images.training().split(HELD_OUT, settings.seed());
        checkBatchSize(split.training().rows());
        print("%s: %,d training, %,d validation and %,d test images%n%n",
                images.name(), split.training().rows(), split.heldOut().rows(),
                images.test().rows());

        Network network =
                settings.network(
                        Network.inputs(images.training().featureSize()),
                        images.classes().size());
        print("%s%n", network.summary());
        Trainer trainer =
                settings.trainer(
                        network, settings.loss(), WEIGHT_DECAY, split.training().rows());
        if (settings.findsRate()) {
            Path file = folder.resolve("learning-rates.png");
            LearningRateSearch.run(trainer, split.training(), file, out);
            return 0;
        }
        TrainingLog log = train(trainer, split);
        Predictions predictions = Predictions.of(network, images.test());

        report(predictions, images);
        draw(log, predictions, images, folder);
        print("Time: %.1f s, of it %s%n", (System.nanoTime() - start) * 1e-9,
                log.speed(split.training().rows(), ROWS));
        return 0;
    }

    private void checkBatchSize(int rows) {
        if (settings.batchSize() > rows) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--batch " + settings.batchSize() + ": there are only " + rows
                            + " images to train on");
        }
    }

    private TrainingLog train(Trainer trainer, Dataset.Split split) {
        TrainingLog log = new TrainingLog(List.of(Figure.LOSS, Figure.ACCURACY), false);
        int rows = split.training().rows();
        try (TrainingProgress progress =
                new TrainingProgress(log, settings.epochs(), rows, ROWS, out)) {
            trainer.withListener(progress).fit(split.training(), split.heldOut());
        } catch (ArithmeticException e) {
            throw new UserError(e.getMessage(), e);
        }
        return log;
    }

    private void report(Predictions predictions, ImageSet images) {
        ConfusionMatrix matrix = predictions.confusion(images.classes().size());
        ClassReport report = new ClassReport(matrix, images.classes());
        print("%nTest on %s: %,d of %,d images right, accuracy %.4f%n%n%s%n",
                images.name(), matrix.correct(), matrix.total(), matrix.accuracy(), report.table());
        print("Confusion matrix, rows: what it is, columns: what it was taken for%n%s%n",
                report.grid());
    }

    private void draw(TrainingLog log, Predictions predictions, ImageSet images, Path folder)
            throws IOException {
        Path curves = folder.resolve("learning-curves.png");
        Path mistakes = folder.resolve("worst-mistakes.png");
        LearningCurves.write(log, curves);
        new MistakeSheet(predictions, images).write(mistakes);
        print("Pictures: %s%n          %s%n", curves, mistakes);
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
