package dev.lanewise.io;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Idx;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.Clipping;
import dev.lanewise.optim.NAdam;
import dev.lanewise.optim.OneCycle;
import dev.lanewise.train.EarlyStopping;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A program that trains with a checkpoint after every update in the folder that its argument names,
 * or takes that training up again, and prints the bits of the weights that it ends with. It makes
 * its data up, or takes them from the files whose folder is the second argument. {@link KillTest}
 * kills it.
 */
final class TrainingKilled {
    private static final int IMAGES = 4000;

    private final Network network;
    private final Trainer trainer;
    private final Dataset.Split data;

    private TrainingKilled(Network network, Trainer trainer, Dataset.Split data) {
        this.network = network;
        this.trainer = trainer;
        this.data = data;
    }

    public static void main(String[] args) throws IOException {
        Checkpoints checkpoints = Checkpoints.in(Path.of(args[0])).withEveryUpdates(1);
        TrainingKilled killed = args.length == 1 ? onNumbers() : onImages(Path.of(args[1]));
        boolean goesOn = checkpoints.latest().isPresent();
        System.out.println(goesOn ? "goes on" : "begins");
        System.out.println("ended " + killed.bits(checkpoints.attachTo(killed.trainer)));
    }

    /** The hash of all values at the end of a training that nobody kills. */
    int bits() {
        return bits(trainer);
    }

    private int bits(Trainer fitting) {
        fitting.fit(data.training(), data.heldOut());
        return 31 * Arrays.hashCode(network.parameters())
                + Arrays.hashCode(network.buffers());
    }

    /** All settings that have a state, one fused step an update. */
    static TrainingKilled onNumbers() {
        Network network = Network.inputs(3).dense(16, Activation.TANH).batchNorm().dropout(0.2)
                .dense(1).build(4);
        Trainer trainer = Trainer.of(network, new MeanSquaredError(), NAdam.of(0.01))
                .withEpochs(30)
                .withBatchSize(8)
                .withSchedule(OneCycle::of)
                .withAveraging(0.99)
                .withEarlyStopping(EarlyStopping.of(25));
        return new TrainingKilled(
                network, trainer, new Dataset.Split(data(120, 1), data(40, 2)));
    }

    /**
     * Fashion-MNIST's test images, which are read at every start; an update is of two batches, and
     * deaths come between them as well.
     */
    static TrainingKilled onImages(Path folder) throws IOException {
        Dataset images = Idx.readImages(
                folder.resolve("t10k-images-idx3-ubyte.gz"),
                folder.resolve("t10k-labels-idx1-ubyte.gz"));
        Dataset some = images.select(IntStream.range(0, IMAGES).toArray());
        Network network = Network.inputs(images.featureSize()).dense(32, Activation.RELU)
                .batchNorm().dropout(0.2).dense(10).build(4);
        Trainer trainer = Trainer.of(network, SoftmaxCrossEntropy.ofClassIndices(), Adam.of(0.002))
                .withEpochs(3)
                .withBatchSize(32)
                .withAccumulation(2)
                .withClipping(Clipping.byNorm(1))
                .withAveraging(0.99)
                .withBestWeights();
        return new TrainingKilled(network, trainer, some.splitStratified(0.1, 5));
    }

    private static Dataset data(int rows, long seed) {
        RandomStream random = RandomStream.ofSeed(seed);
        float[] x = new float[3 * rows];
        float[] y = new float[rows];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.uniform(i);
        }
        for (int i = 0; i < rows; i++) {
            y[i] = x[3 * i] * x[3 * i + 1] - x[3 * i + 2];
        }
        return Dataset.of(x, 3, y, 1);
    }
}
