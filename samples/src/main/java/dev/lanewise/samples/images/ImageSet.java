package dev.lanewise.samples.images;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.samples.common.UserError;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Square images with a class each, in a part to learn from and a part to be judged by.
 *
 * @param name what to call it in front of people
 * @param classes the names of the classes from 0 on
 * @param training for learning, and for choosing among networks
 * @param test for the last word, once
 */
record ImageSet(String name, List<String> classes, Dataset training, Dataset test) {
    /** Fewest training images: some are held out. */
    static final int LEAST_ROWS = 12;

    private static final int SYNTHETIC_TEST_ROWS = 2_000;

    /** Checks that the parts fit one another and the names. */
    ImageSet {
        if (training.rows() < LEAST_ROWS || test.rows() == 0) {
            throw new UserError(
                    name + ": there are " + training.rows() + " training and " + test.rows()
                            + " test images, expected at least " + LEAST_ROWS + " and 1");
        }
        if (training.featureSize() != test.featureSize()) {
            throw new UserError(
                    name + ": training images have " + training.featureSize()
                            + " pixels, test images " + test.featureSize());
        }
        if (side(training) * side(training) != training.featureSize()) {
            throw new UserError(
                    name + ": images of " + training.featureSize() + " pixels are not square");
        }
        int highest = Math.max(highestLabel(training), highestLabel(test));
        if (highest >= classes.size() || classes.size() < 2) {
            throw new UserError(
                    name + ": there is a label " + highest + ", but only " + classes.size()
                            + " classes: name them all with --classes");
        }
        classes = List.copyOf(classes);
    }

    /** Drawn from a seed: so many training images and 2,000 for the test. */
    static ImageSet synthetic(int trainingRows, long seed) {
        RandomStream random = RandomStream.ofSeed(seed);
        return new ImageSet(
                "drawn symbols, a synthetic set",
                Stream.of(Symbol.values()).map(Symbol::toString).toList(),
                DrawnSymbols.draw(trainingRows, random.stream(0)),
                DrawnSymbols.draw(SYNTHETIC_TEST_ROWS, random.stream(1)));
    }

    /** Rows, and columns, of an image. */
    int side() {
        return side(training);
    }

    /** This set with at most so many training images, the first ones. */
    ImageSet withTrainingRows(int most) {
        int[] first = IntStream.range(0, Math.min(most, training.rows())).toArray();
        return new ImageSet(name, classes, training.select(first), test);
    }

    /** The class of image {@code i} of a part. */
    static int label(Dataset part, int i) {
        return (int) part.targets()[i];
    }

    private static int side(Dataset part) {
        return (int) Math.round(Math.sqrt(part.featureSize()));
    }

    private static int highestLabel(Dataset part) {
        return IntStream.range(0, part.rows()).map(i -> label(part, i)).max().orElse(-1);
    }
}
