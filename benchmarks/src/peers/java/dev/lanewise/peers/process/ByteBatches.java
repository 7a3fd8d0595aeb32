package dev.lanewise.peers.process;

import dev.lanewise.data.Idx;
import java.util.Random;

/**
 * Images kept as the bytes that they are in their file, a fourth of what floats would take, and
 * turned into floats batch by batch, in another order in each epoch. Both programs use it.
 */
final class ByteBatches {
    private static final float SCALE = 1 / 255f;

    private final byte[] pixels;
    private final byte[] labels;
    private final int pixelsOfImage;
    private final int[] order;
    private final float[] features;
    private final float[] targets;
    private final Random random = new Random(1);
    private int next;
    private int rows;

    /**
     * Batches of so many images; the last one of an epoch has those that are left.
     *
     * @throws IllegalArgumentException if there are not as many labels as images
     */
    ByteBatches(Idx images, Idx labels, int batch) {
        if (images.shape()[0] != labels.bytes().length) {
            throw new IllegalArgumentException(
                    "images: " + images.shape()[0] + ", labels: " + labels.bytes().length
                            + ", expected as many labels as images");
        }
        this.pixels = images.bytes();
        this.labels = labels.bytes();
        this.pixelsOfImage = pixels.length / this.labels.length;
        order = new int[this.labels.length];
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
        }
        features = new float[batch * pixelsOfImage];
        targets = new float[batch];
        next = order.length;
    }

    /** Starts an epoch: Fisher and Yates's shuffle of the order before. */
    void start() {
        for (int i = order.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int image = order[i];
            order[i] = order[other];
            order[other] = image;
        }
        next = 0;
    }

    /** Turns the next images into floats; false at the end of the epoch. */
    boolean next() {
        rows = Math.min(targets.length, order.length - next);
        for (int row = 0; row < rows; row++) {
            int image = order[next + row];
            scale(features, row * pixelsOfImage, pixels, image * pixelsOfImage, pixelsOfImage);
            targets[row] = labels[image];
        }
        next += rows;
        return rows > 0;
    }

    private static void scale(float[] to, int toOffset, byte[] from, int fromOffset, int n) {
        for (int i = 0; i < n; i++) {
            to[toOffset + i] = (from[fromOffset + i] & 0xff) * SCALE;
        }
    }

    /** Images of the batch. */
    int rows() {
        return rows;
    }

    /** From 0 to 1, image after image, in the first {@link #rows()} rows. */
    float[] features() {
        return features;
    }

    /** The class of each image. */
    float[] targets() {
        return targets;
    }
}
