package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
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
 * A program that trains small networks, one for each optimizer, through every activation, and prints
 * which kernels ran and the SHA-256 of all weights. {@link SameBitsTest} starts it in several JVMs.
 */
final class TrainingDigest {
    private static final int ROWS = 19;
    private static final int INPUTS = 21;
    private static final int CLASSES = 10;

    private TrainingDigest() {}

    public static void main(String[] args) throws NoSuchAlgorithmException {
        int steps = Integer.parseInt(args[0]);
        System.out.println(Lanewise.kernels().description());
        System.out.println(digest(steps));
    }

    static String digest(int steps) throws NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Optimizer optimizer : List.of(
                Sgd.of(0.05).withMomentum(0.9),
                RmsProp.of(1e-3).withCentered(true).withMomentum(0.5),
                Adam.of(1e-2).withAmsgrad(true),
                AdamW.of(1e-2))) {
            float[] parameters = train(optimizer, steps);
            ByteBuffer bytes = ByteBuffer.allocate(4 * parameters.length);
            bytes.asFloatBuffer().put(parameters);
            digest.update(bytes);
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static float[] train(Optimizer optimizer, int steps) {
        Network.Builder builder = Network.inputs(INPUTS);
        for (Activation activation : List.of(
                Activation.RELU,
                Activation.LEAKY_RELU,
                Activation.ELU,
                Activation.SIGMOID,
                Activation.TANH,
                Activation.GELU,
                Activation.GELU_TANH,
                Activation.SILU,
                Activation.SOFTPLUS)) {
            builder.dense(33, activation);
        }
        Network network = builder.dense(CLASSES).build(1);
        RandomStream random = RandomStream.ofSeed(2);
        float[] x = new float[ROWS * INPUTS];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.normal(i);
        }
        float[] y = new float[ROWS];
        for (int i = 0; i < ROWS; i++) {
            y[i] = i % CLASSES;
        }
        TrainingStep step =
                new TrainingStep(network, SoftmaxCrossEntropy.ofClassIndices(), optimizer, ROWS);
        for (int i = 0; i < steps; i++) {
            step.step(x, 0, y, 0, ROWS - i % 2);
        }
        return network.parameters();
    }
}
