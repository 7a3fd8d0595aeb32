package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Sgd;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A program that says which kernels run, does the trainings that its arguments name, and prints for
 * each the SHA-256 of the losses, gradients and weights of all steps. {@link SameBitsTest} starts
 * it in several JVMs.
 */
final class TrainingDigest {
    private static final int INPUTS = 21;
    private static final int OUTPUTS = 10;

    private final MessageDigest digest;

    private TrainingDigest() throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
    }

    public static void main(String[] args) throws NoSuchAlgorithmException {
        System.out.println(Lanewise.kernels().description());
        for (String name : args) {
            System.out.println(name + " " + of(name));
        }
    }

    static String of(String name) throws NoSuchAlgorithmException {
        TrainingDigest training = new TrainingDigest();
        switch (name) {
            case "short" -> training.deep(4);
            case "long" -> training.deep(40);
            case "wide" -> training.wide();
            default -> throw new IllegalArgumentException("name is " + name);
        }
        return HexFormat.of().formatHex(training.digest.digest());
    }

    /** Every activation in one network, trained by each optimizer, each with another loss. */
    private void deep(int steps) {
        List<Activation> activations =
                List.of(
                        Activation.RELU,
                        Activation.LEAKY_RELU,
                        Activation.ELU,
                        Activation.SIGMOID,
                        Activation.TANH,
                        Activation.GELU,
                        Activation.GELU_TANH,
                        Activation.SILU,
                        Activation.SOFTPLUS);
        Network.Builder builder = Network.inputs(INPUTS);
        activations.forEach(activation -> builder.dense(33, activation));
        builder.dense(OUTPUTS);
        train(
                builder.build(1), SoftmaxCrossEntropy.ofClassIndices(),
                Sgd.of(0.05).withMomentum(0.9), 19, steps);
        train(
                builder.build(2), SoftmaxCrossEntropy.ofDistributions(),
                RmsProp.of(1e-3).withCentered(true).withMomentum(0.5), 19, steps);
        train(builder.build(3), new BinaryCrossEntropy(), Adam.of(1e-2).withAmsgrad(true), 19,
                steps);
        train(builder.build(4), new MeanSquaredError(), AdamW.of(1e-2), 19, steps);
    }

    /**
     * Products of all three forms beyond the cache blocks in each direction (rows and depth of more
     * than 256, more than 1024 columns), of odd sizes.
     */
    private void wide() {
        Network network =
                Network.inputs(277)
                        .dense(1031, Activation.RELU)
                        .dense(261, Activation.TANH)
                        .dense(OUTPUTS)
                        .build(5);
        train(network, SoftmaxCrossEntropy.ofClassIndices(), Sgd.of(0.05), 263, 2);
    }

    private void train(Network network, Loss loss, Optimizer optimizer, int rows, int steps) {
        RandomStream random = RandomStream.ofSeed(6);
        float[] x = new float[rows * network.inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.normal(i);
        }
        float[] y = targets(loss, rows);
        TrainingStep step = new TrainingStep(network, loss, optimizer, rows);
        for (int i = 0; i < steps; i++) {
            add(step.step(x, 0, y, 0, rows - i % 2));
            add(step.gradients());
            add(network.parameters());
        }
    }

    /** Class indices, or rows of twentieths that add up to 1: suited to every other loss. */
    private static float[] targets(Loss loss, int rows) {
        float[] y = new float[rows * loss.targetSize(OUTPUTS)];
        for (int i = 0; i < y.length; i++) {
            y[i] = y.length == rows ? i % OUTPUTS : i % 5 * 0.1f / 2;
        }
        return y;
    }

    private void add(float... values) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length);
        bytes.asFloatBuffer().put(values);
        digest.update(bytes);
    }
}
