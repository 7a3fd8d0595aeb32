package dev.lanewise.samples.images;

import java.util.stream.IntStream;

/**
 * How often each class was taken for each class.
 *
 * @param counts by true class, then by predicted class
 */
record ConfusionMatrix(int[][] counts) {
    /** Counts predictions. */
    static ConfusionMatrix of(Predictions predictions, int classes) {
        int[][] counts = new int[classes][classes];
        for (int i = 0; i < predictions.classes().length; i++) {
            counts[predictions.label(i)][predictions.classes()[i]]++;
        }
        return new ConfusionMatrix(counts);
    }

    /** Images in all. */
    int total() {
        return classes().map(this::count).sum();
    }

    /** Images that are what they were taken for. */
    int right() {
        return classes().map(c -> counts[c][c]).sum();
    }

    /** Share of images that are what they were taken for. */
    double accuracy() {
        return ratio(right(), total());
    }

    /** Images of a class. */
    int count(int c) {
        return IntStream.of(counts[c]).sum();
    }

    /** Of the images taken for a class, the share that is of it; 0 if there are none. */
    double precision(int c) {
        return ratio(counts[c][c], classes().map(row -> counts[row][c]).sum());
    }

    /** Of the images of a class, the share that was taken for it; 0 if there are none. */
    double recall(int c) {
        return ratio(counts[c][c], count(c));
    }

    /** Harmonic mean of precision and recall; 0 if both are. */
    double f1(int c) {
        return ratio(2 * precision(c) * recall(c), precision(c) + recall(c));
    }

    private IntStream classes() {
        return IntStream.range(0, counts.length);
    }

    private static double ratio(double part, double whole) {
        return whole > 0 ? part / whole : 0;
    }
}
