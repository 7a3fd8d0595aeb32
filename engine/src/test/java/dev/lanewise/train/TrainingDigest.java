package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.RmsProp;
import dev.lanewise.optim.Sgd;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ForkJoinPool;

/**
 * A program that says which kernels run, {@code vector} ones or {@code chosen} ones as its first
 * argument has it, does the trainings that the others name, and prints for each the SHA-256 of what came out: of losses, gradients and weights of all steps, or, where the
 * steps are fused and have no gradients to show, of losses and weights. {@link SameBitsTest} starts
 * it in several JVMs.
 *
 * <p>Threads stand behind the name of a training, as in {@code shared:2}.
 */
final class TrainingDigest {
    private static final int INPUTS = 21;
    private static final int OUTPUTS = 10;

    private final MessageDigest digest;
    private final int fusedSteps;
    private final Kernels kernels;

    private TrainingDigest(int fusedSteps, Kernels kernels) throws NoSuchAlgorithmException {
        digest = MessageDigest.getInstance("SHA-256");
        this.fusedSteps = fusedSteps;
        this.kernels = kernels;
    }

    public static void main(String[] args) throws NoSuchAlgorithmException {
        Kernels kernels =
                args[0].equals("vector") ? Lanewise.vectorKernels() : Lanewise.kernels();
        System.out.println(kernels.description());
        for (String name : List.of(args).subList(1, args.length)) {
            System.out.println(name + " " + of(name, 1, kernels));
        }
        if (ForkJoinPool.commonPool().getPoolSize() > 0) {
            throw new IllegalStateException("a training used the common pool");
        }
    }

    /**
     * The digest of a training.
     *
     * @param fusedSteps where gradients are computed apart, how many of the steps are also done
     *     fused, on a copy of the network, and compared
     */
    static String of(String name, int fusedSteps, Kernels kernels)
            throws NoSuchAlgorithmException {
        TrainingDigest training = new TrainingDigest(fusedSteps, kernels);
        String[] words = name.split(":");
        int threads = words.length == 1 ? 1 : Integer.parseInt(words[1]);
        switch (words[0]) {
            case "short" -> training.deep(2, 9);
            case "long" -> training.deep(40, 19);
            case "wide" -> training.wide();
            case "activations" -> training.moreActivations();
            case "fewLayers" -> training.layers(3, 9, 35, threads);
            case "layers" -> training.layers(30, 129, 391, threads);
            case "fewUpdates" ->
                training.optimizers(EveryOptimizer.kinds(), 15, 2, 17, 3, 2, threads);
            case "optimizers" ->
                training.optimizers(EveryOptimizer.kinds(), 200, 2, 17, 3, 2, threads);
            case "shared" ->
                training.optimizers(EveryOptimizer.usual(), 200, 40, 170, 171, 65, threads);
            default -> throw new IllegalArgumentException("name is " + name);
        }
        return HexFormat.of().formatHex(training.digest.digest());
    }

    /**
     * Fused steps with each optimizer. Of 40 features, 170 and 171 units and 65 rows or one less, a
     * team of up to seven shares out the products of the second layer: each member then has more
     * than the 2^18 multiply-adds that are worth it.
     */
    private void optimizers(
            List<Optimizer> optimizers,
            int steps,
            int inputs,
            int units,
            int moreUnits,
            int rows,
            int threads) {
        Loss loss = SoftmaxCrossEntropy.ofClassIndices();
        float[] x = features(rows, inputs);
        float[] y = targets(loss, rows);
        for (Optimizer optimizer : optimizers) {
            Network network =
                    Network.inputs(inputs)
                            .dense(units, Activation.GELU)
                            .dense(moreUnits, Activation.RELU)
                            .dense(OUTPUTS)
                            .build(7);
            try (TrainingStep step =
                    new TrainingStep(network, loss, optimizer, rows, threads, kernels)) {
                for (int i = 0; i < steps; i++) {
                    add(step.step(x, 0, y, 0, rows - i % 2));
                }
            }
            add(network.parameters());
        }
    }

    /** Layers of all kinds; of 129 rows and 391 units, two or three threads share each of them. */
    private void layers(int steps, int rows, int units, int threads) {
        Network network =
                Network.inputs(INPUTS)
                        .embedding(new Embedding.Column(0, 40, 3), new Embedding.Column(7, 5, 2))
                        .dense(units, Activation.TANH)
                        .dropout(0.3)
                        .residual(b -> b.layerNorm().dense(37).prelu().dense(units))
                        .batchNorm()
                        .activation(Activation.SILU)
                        .dense(OUTPUTS)
                        .build(9);
        float[] x = features(rows, INPUTS);
        for (int r = 0; r < rows; r++) {
            x[r * INPUTS] = r % 37;
            x[r * INPUTS + 7] = r % 5;
        }
        Loss loss = SoftmaxCrossEntropy.ofClassIndices().withLabelSmoothing(0.1);
        float[] y = targets(loss, rows);
        Optimizer optimizer = AdamW.of(1e-2);
        try (TrainingStep step =
                new TrainingStep(network, loss, optimizer, rows, threads, kernels)) {
            for (int i = 0; i < steps; i++) {
                add(step.step(x, 0, y, 0, rows - i % 2));
            }
        }
        add(network.parameters());
        add(network.buffers());
        float[] outputs = new float[rows * OUTPUTS];
        network.predictor(kernels).predict(outputs, 0, x, 0, rows);
        add(outputs);
    }

    /** Every activation in one network, trained by each optimizer, each with another loss. */
    private void deep(int steps, int rows) {
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
        NetworkBuilder builder = Network.inputs(INPUTS);
        activations.forEach(activation -> builder.dense(33, activation));
        builder.dense(OUTPUTS);
        train(
                builder.build(1), SoftmaxCrossEntropy.ofClassIndices(),
                Sgd.of(0.05).withMomentum(0.9), rows, steps);
        train(
                builder.build(2), SoftmaxCrossEntropy.ofDistributions(),
                RmsProp.of(1e-3).withCentered(true).withMomentum(0.5), rows, steps);
        train(builder.build(3), new BinaryCrossEntropy(), Adam.of(1e-2).withAmsgrad(true), rows,
                steps);
        train(builder.build(4), new MeanSquaredError(), AdamW.of(1e-2), rows, steps);
    }

    /** The activations that {@link #deep} has not. */
    private void moreActivations() {
        NetworkBuilder builder = Network.inputs(INPUTS);
        List.of(
                Activation.SELU,
                Activation.MISH,
                new Activation.Celu(0.7f),
                Activation.SOFTSIGN,
                Activation.HARD_SWISH,
                Activation.LOG_SIGMOID,
                Activation.HARD_SIGMOID,
                Activation.RELU6)
                .forEach(activation -> builder.dense(33, activation));
        train(builder.dense(OUTPUTS).build(6), SoftmaxCrossEntropy.ofClassIndices(),
                Adam.of(1e-2), 9, 3);
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

    /** Gradient and update apart, and the first steps on a copy of the network, fused. */
    private void train(Network network, Loss loss, Optimizer optimizer, int rows, int steps) {
        float[] x = features(rows, network.inputs());
        float[] y = targets(loss, rows);
        Network copy = network.copy();
        TrainingStep apart = new TrainingStep(network, loss, optimizer, rows, 1, kernels);
        TrainingStep fused = new TrainingStep(copy, loss, optimizer, rows, 1, kernels);
        for (int i = 0; i < steps; i++) {
            float value = apart.computeGradients(x, 0, y, 0, rows - i % 2);
            add(value);
            add(apart.gradients());
            apart.update();
            add(network.parameters());
            if (i < fusedSteps) {
                float same = fused.step(x, 0, y, 0, rows - i % 2);
                if (same != value || !Arrays.equals(copy.parameters(), network.parameters())) {
                    throw new IllegalStateException("step " + (i + 1) + " differs where fused");
                }
            }
        }
    }

    private static float[] features(int rows, int inputs) {
        RandomStream random = RandomStream.ofSeed(6);
        float[] x = new float[rows * inputs];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.normal(i);
        }
        return x;
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
