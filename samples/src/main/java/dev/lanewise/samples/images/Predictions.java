package dev.lanewise.samples.images;

import dev.lanewise.data.Dataset;
import dev.lanewise.metric.ConfusionMatrix;
import dev.lanewise.nn.Network;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What a network takes images for.
 *
 * @param images the images, with their true classes
 * @param classes the class of largest probability of each image, the first of equals
 * @param confidence that probability
 */
record Predictions(Dataset images, int[] classes, double[] confidence) {
    /** Predictions of a network trained on a softmax cross-entropy. */
    static Predictions of(Network network, Dataset images) {
        float[] logits = network.predict(images.features());
        int outputs = network.outputs();
        int[] classes = new int[images.rows()];
        double[] confidence = new double[images.rows()];
        for (int i = 0; i < classes.length; i++) {
            int best = 0;
            for (int c = 1; c < outputs; c++) {
                best = logits[i * outputs + c] > logits[i * outputs + best] ? c : best;
            }
            classes[i] = best;
            confidence[i] = softmax(logits, i * outputs, outputs, best);
        }
        return new Predictions(images, classes, confidence);
    }

    /** Element {@code at} of the softmax, where it is the largest: nothing can overflow. */
    private static double softmax(float[] logits, int offset, int n, int at) {
        double sum = 0;
        for (int c = 0; c < n; c++) {
            sum += StrictMath.exp(logits[offset + c] - (double) logits[offset + at]);
        }
        return 1 / sum;
    }

    /** How often each class was taken for each class. */
    ConfusionMatrix confusion(int classCount) {
        int[] labels = IntStream.range(0, classes.length).map(this::label).toArray();
        return ConfusionMatrix.ofClasses(classes, labels, classCount);
    }

    /** The true class of an image. */
    int label(int image) {
        return ImageSet.label(images, image);
    }

    /** Images taken for what they are not, those first of which the network was surest. */
    List<Integer> mistakes() {
        return IntStream.range(0, classes.length)
                .filter(i -> classes[i] != label(i))
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -confidence[i]))
                .toList();
    }
}
