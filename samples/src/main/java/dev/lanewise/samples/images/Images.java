package dev.lanewise.samples.images;

import dev.lanewise.data.Dataset;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.AdamW;
import dev.lanewise.samples.UserError;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
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
 * at the end. A network of two hidden layers is trained with AdamW, and judged by class: which are
 * mixed up, and, as a picture, which mistakes it was surest of.
 *
 * <p>How to run it: without options it draws a synthetic set of ten symbols; or it reads the four
 * IDX files of MNIST, Fashion-MNIST or the like; or it fetches Fashion-MNIST into the user's cache
 * directory.
 *
 * <pre>
 * mvn -q -Psample
 * mvn -q -Psample -Dargs="--data ../shared/data/fashion-mnist"
 * mvn -q -Psample -Dargs="--download fashion-mnist"
 * mvn -q -Psample -Dargs="--help"
 * </pre>
 *
 * <p>What you should see, to the last digit as long as the seed is the same, save for the times:
 *
 * <pre>
 * drawn symbols, a synthetic set: 11,000 training, 1,000 validation and 2,000 test images
 *
 * #    layer          in × out  activation                parameters
 * 1    dense         784 × 512  Relu                         401,920
 * 2    dense         512 × 256  Relu                         131,328
 * 3    dense          256 × 10  Identity                       2,570
 *                               all                          535,818
 *
 *             training            validation
 * epoch      loss  accuracy      loss  accuracy
 *     1    0.4371    0.8738    0.1508    0.9520
 *     2    0.0857    0.9740    0.0988    0.9650
 *     3    0.0374    0.9911    0.0870    0.9720
 *     4    0.0152    0.9977    0.0881    0.9720
 *     5    0.0069    0.9995    0.0645    0.9810
 *     6    0.0034    0.9999    0.0633    0.9780
 *     7    0.0020    1.0000    0.0595    0.9810
 *     8    0.0015    1.0000    0.0582    0.9800
 *     9    0.0011    1.0000    0.0567    0.9850
 *    10    0.0009    1.0000    0.0598    0.9820
 *    11    0.0006    1.0000    0.0605    0.9820
 *    12    0.0004    1.0000    0.0593    0.9830
 *
 * Test on drawn symbols, a synthetic set: 1,974 of 2,000 images right, accuracy 0.9870
 *
 * class        precision    recall        F1     count
 * circle          0.9751    0.9800    0.9776       200
 * square          0.9849    0.9800    0.9825       200
 * triangle        1.0000    0.9950    0.9975       200
 * plus            0.9798    0.9700    0.9749       200
 * cross           0.9704    0.9850    0.9777       200
 * arrow           0.9950    0.9950    0.9950       200
 * zigzag          0.9950    0.9900    0.9925       200
 * wave            0.9852    1.0000    0.9926       200
 * star            0.9900    0.9900    0.9900       200
 * spiral          0.9949    0.9850    0.9899       200
 * mean or sum     0.9870    0.9870    0.9870     2,000
 *
 * Confusion matrix, rows: what it is, columns: what it was taken for
 *                   0    1    2    3    4    5    6    7    8    9
 *  0 circle       196    3    .    .    1    .    .    .    .    .
 *  1 square         4  196    .    .    .    .    .    .    .    .
 *  2 triangle       1    .  199    .    .    .    .    .    .    .
 *  3 plus           .    .    .  194    5    1    .    .    .    .
 *  4 cross          .    .    .    1  197    .    .    2    .    .
 *  5 arrow          .    .    .    1    .  199    .    .    .    .
 *  6 zigzag         .    .    .    1    .    .  198    1    .    .
 *  7 wave           .    .    .    .    .    .    .  200    .    .
 *  8 star           .    .    .    1    .    .    .    .  198    1
 *  9 spiral         .    .    .    .    .    .    1    .    2  197
 *
 * Pictures: …/target/sample-02/learning-curves.png
 *           …/target/sample-02/worst-mistakes.png
 * Time: 17.3 s, of it training 13.1 s with 10,087 images a second
 * </pre>
 *
 * <p>And on Fashion-MNIST, from epoch 8 on, without the confusion matrix:
 *
 * <pre>
 *     8    0.2384    0.9105    0.3240    0.8856
 *     9    0.2261    0.9150    0.3430    0.8838
 *    10    0.1762    0.9347    0.2917    0.8982
 *    11    0.1638    0.9386    0.2924    0.8994
 *    12    0.1585    0.9403    0.2949    0.8970
 *
 * Test on Fashion-MNIST: 8,958 of 10,000 images right, accuracy 0.8958
 *
 * class        precision    recall        F1     count
 * T-shirt/top     0.8380    0.8640    0.8508     1,000
 * Trouser         0.9929    0.9800    0.9864     1,000
 * Pullover        0.8190    0.8010    0.8099     1,000
 * Dress           0.8890    0.9050    0.8969     1,000
 * Coat            0.8082    0.8300    0.8189     1,000
 * Sandal          0.9856    0.9560    0.9706     1,000
 * Shirt           0.7442    0.7070    0.7251     1,000
 * Sneaker         0.9471    0.9670    0.9570     1,000
 * Bag             0.9732    0.9800    0.9766     1,000
 * Ankle boot      0.9575    0.9680    0.9627     1,000
 * mean or sum     0.8955    0.8958    0.8955    10,000
 * </pre>
 *
 * <p>The jump from epoch 9 to epoch 10 is the learning rate, lowered to a tenth.
 */
@Command(name = "02", sortOptions = false, description = "Classifies images.")
public final class Images implements Callable<Integer> {
    private static final Loss LOSS = SoftmaxCrossEntropy.ofClassIndices();

    /** Share of the training images that is not trained on but watched. */
    private static final double HELD_OUT = 1 / 12.0;

    @Spec private CommandSpec spec;
    @Mixin private ImageSource source;
    @Mixin private Settings settings;

    private PrintWriter out;

    /** Loads, trains, tests, draws. */
    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        out = spec.commandLine().getOut();
        source.check();
        settings.check();
        Path folder = settings.output().toAbsolutePath().normalize();
        Files.createDirectories(folder);
        ImageSet images = source.load(settings.seed(), out);
        Dataset.Split split = images.training().split(HELD_OUT, settings.seed());
        checkBatchSize(split.training().rows());
        print("%s: %,d training, %,d validation and %,d test images%n%n",
                images.name(), split.training().rows(), split.heldOut().rows(),
                images.test().rows());

        Network network = network(images);
        print("%s%n", network.summary());
        History history = train(network, split);
        Predictions predictions = Predictions.of(network, images.test());

        report(predictions, images);
        draw(history, predictions, images, folder);
        printTimes(history, split, start);
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

    private Network network(ImageSet images) {
        Network.Builder layers = Network.inputs(images.training().featureSize());
        try {
            for (int width : settings.hidden()) {
                layers.dense(width, settings.activation());
            }
            return layers.dense(images.classes().size()).build(settings.seed());
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--hidden: " + e.getMessage(), e);
        }
    }

    /**
     * Three quarters of the epochs at the full learning rate, then the rest at a tenth of it: there
     * the weights, which every batch had thrown about, settle.
     */
    private History train(Network network, Dataset.Split split) {
        int epochs = settings.epochs();
        int settling = epochs / 4;
        double rate = settings.learningRate();
        int rows = split.training().rows();
        try (TrainingProgress progress = new TrainingProgress(epochs, rows, out)) {
            fit(network, split, rate, epochs - settling, progress);
            if (settling > 0) {
                fit(network, split, rate / 10, settling, progress);
            }
            return progress.history();
        } catch (ArithmeticException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private void fit(
            Network network, Dataset.Split split, double rate, int epochs,
            TrainingListener listener) {
        Trainer.of(network, LOSS, AdamW.of(rate))
                .withEpochs(epochs)
                .withBatchSize(settings.batchSize())
                .withSeed(settings.seed())
                .withListener(listener)
                .fit(split.training(), split.heldOut());
    }

    private void report(Predictions predictions, ImageSet images) {
        ConfusionMatrix matrix = ConfusionMatrix.of(predictions, images.classes().size());
        ClassReport report = new ClassReport(matrix, images.classes());
        print("%nTest on %s: %,d of %,d images right, accuracy %.4f%n%n%s%n",
                images.name(), matrix.right(), matrix.total(), matrix.accuracy(), report.table());
        print("Confusion matrix, rows: what it is, columns: what it was taken for%n%s%n",
                report.grid());
    }

    private void draw(History history, Predictions predictions, ImageSet images, Path folder)
            throws IOException {
        Path curves = folder.resolve("learning-curves.png");
        Path mistakes = folder.resolve("worst-mistakes.png");
        LearningCurves.write(history, curves);
        new MistakeSheet(predictions, images).write(mistakes);
        print("Pictures: %s%n          %s%n", curves, mistakes);
    }

    private void printTimes(History history, Dataset.Split split, long start) {
        double training = history.epochs().stream().mapToDouble(e -> e.seconds()).sum();
        double samples = (double) split.training().rows() * history.epochs().size();
        print("Time: %.1f s, of it training %.1f s with %,.0f images a second%n",
                (System.nanoTime() - start) * 1e-9, training, samples / training);
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
