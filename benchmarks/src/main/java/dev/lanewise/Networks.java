package dev.lanewise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The shapes of all benchmarks: networks of sizes that people train or, where the comment says so,
 * that show one side of a library; and products and batches, most of which occur in them.
 *
 * <p>The name of a network is its batch, then the sizes of its layers from the features on:
 * {@code 32-784-128-10}. Dropout that a source has between its layers is left out. Products and
 * batches are given names here, as annotations want constants. A test holds that those of a network
 * named here occur in it; {@link #RAGGED_LAYER} and {@link #IMAGENET_LOGITS} are of others.
 */
public final class Networks {
    /** MNIST in TensorFlow's quickstart for beginners, in batches of its default. */
    public static final String SMALL = "32-784-128-10";

    /** Fashion-MNIST as in PyTorch's quickstart and its batch, the second layer narrower. */
    public static final String NARROWING = "64-784-512-128-10";

    /** MNIST as in Keras' example {@code mnist_mlp} and its batch, the second layer narrower. */
    public static final String MIDDLE = "128-784-512-256-10";

    /** Square layers, which are all arithmetic: where a library shows what its product can do. */
    public static final String SQUARE = "256-1024-1024-1024-10";

    /** About the size of Hinton's networks for MNIST with two layers of 2000 (2012, dropout). */
    public static final String WIDE = "512-784-2048-2048-10";

    /** Many rows through layers of 256, the width of the policies of SAC. */
    public static final String MANY_ROWS = "1024-256-256-256-10";

    /** Few rows through layers of 4096, the head of VGG: weights, and hardly any arithmetic. */
    public static final String FEW_ROWS = "16-4096-4096-10";

    /** Two layers of 64 and their batch, as PPO has in Stable Baselines: a step of microseconds. */
    public static final String TINY = "64-16-64-64-1";

    /** Forward, first layer of {@link #SMALL}. */
    public static final String SMALL_FORWARD = "NN 32x128x784";
    /** Weight gradient of that layer. */
    public static final String SMALL_WEIGHTS = "TN 784x128x32";
    /** Forward, first layer of {@link #MIDDLE}. */
    public static final String MIDDLE_FORWARD = "NN 128x512x784";
    /** Weight gradient of that layer. */
    public static final String MIDDLE_WEIGHTS = "TN 784x512x128";
    /** Forward, second layer of {@link #MIDDLE}. */
    public static final String INNER_FORWARD = "NN 128x256x512";
    /** Weight gradient of that layer. */
    public static final String INNER_WEIGHTS = "TN 512x256x128";
    /** Input gradient of that layer. */
    public static final String INNER_INPUTS = "NT 128x512x256";
    /** Forward, the ten classes of {@link #MIDDLE}. */
    public static final String CLASSES_FORWARD = "NN 128x10x256";
    /** Weight gradient of that layer. */
    public static final String CLASSES_WEIGHTS = "TN 256x10x128";
    /** Input gradient of that layer. */
    public static final String CLASSES_INPUTS = "NT 128x256x10";

    /** Features of {@link #MIDDLE}: rows, columns. */
    public static final String MIDDLE_FEATURES = "128x784";
    /** Outputs of its first layer. */
    public static final String MIDDLE_LAYER = "128x512";
    /** Outputs of its last layer, whose columns are fewer than most lanes. */
    public static final String MIDDLE_LOGITS = "128x10";
    /** Rows that do not end with a vector: the 300 hidden units of LeCun's network of 1998. */
    public static final String RAGGED_LAYER = "128x300";
    /** Outputs of a layer of {@link #TINY}. */
    public static final String TINY_LAYER = "64x64";
    /** Logits of the thousand classes of ImageNet. */
    public static final String IMAGENET_LOGITS = "256x1000";

    /** The weights of a layer of {@link #SQUARE}, more than a core's own caches hold. */
    public static final String SQUARE_WEIGHTS = "1048576";

    private static final Pattern NETWORK = Pattern.compile("[1-9]\\d{0,8}(-[1-9]\\d{0,8}){2,}");

    private Networks() {}

    /** Batch, then layer sizes. */
    public static int[] sizes(String network) {
        if (!NETWORK.matcher(network).matches()) {
            throw new IllegalArgumentException(
                    "network is " + network + ", expected batch and layer sizes, such as " + SMALL);
        }
        return Arrays.stream(network.split("-")).mapToInt(Integer::parseInt).toArray();
    }

    /**
     * Every product of a training step, layer by layer: form, then m, n and k. NN is X·W, TN is
     * Xᵀ·dZ, and NT is dZ·Wᵀ, which the first layer does not need.
     */
    public static List<String> products(String network) {
        int[] sizes = sizes(network);
        int batch = sizes[0];
        List<String> products = new ArrayList<>();
        for (int layer = 1; layer + 1 < sizes.length; layer++) {
            int in = sizes[layer];
            int out = sizes[layer + 1];
            products.add("NN " + batch + "x" + out + "x" + in);
            products.add("TN " + in + "x" + out + "x" + batch);
            if (layer > 1) {
                products.add("NT " + batch + "x" + in + "x" + out);
            }
        }
        return products;
    }

    /**
     * Floating-point operations of a step's products: forward, weight gradient, and input gradient
     * of all layers but the first.
     */
    public static double stepOperations(String network) {
        return operations(network, 4, 6);
    }

    /** Floating-point operations of the products of so many predicted rows. */
    public static double predictOperations(String network, int rows) {
        return operations(network, 2, 2) / sizes(network)[0] * rows;
    }

    private static double operations(String network, double ofFirstLayer, double ofOthers) {
        int[] sizes = sizes(network);
        double sum = 0;
        for (int layer = 1; layer + 1 < sizes.length; layer++) {
            double factor = layer == 1 ? ofFirstLayer : ofOthers;
            sum += factor * sizes[0] * sizes[layer] * sizes[layer + 1];
        }
        return sum;
    }
}
