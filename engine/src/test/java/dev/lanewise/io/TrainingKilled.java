package dev.lanewise.io;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.NAdam;
import dev.lanewise.optim.OneCycle;
import dev.lanewise.train.EarlyStopping;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * A program that trains with a checkpoint after every update in the folder that its argument names,
 * or takes that training up again, and prints the bits of the weights that it ends with. {@link
 * KillTest} kills it.
 */
final class TrainingKilled {
    private TrainingKilled() {}

    public static void main(String[] args) throws IOException {
        Checkpoints checkpoints = Checkpoints.in(Path.of(args[0])).withEveryUpdates(1);
        boolean goesOn = checkpoints.latest().isPresent();
        System.out.println(goesOn ? "goes on" : "begins");
        System.out.println("ended " + bits(checkpoints));
    }

    /** The hash of all values at the end. */
    static int bits(Checkpoints checkpoints) throws IOException {
        Network network = network();
        Trainer trainer = checkpoints == null ? trainer(network)
                : checkpoints.attachTo(trainer(network));
        trainer.fit(data(120, 1), data(40, 2));
        return 31 * Arrays.hashCode(network.parameters())
                + Arrays.hashCode(network.buffers());
    }

    private static Network network() {
        return Network.inputs(3).dense(16, Activation.TANH).batchNorm().dropout(0.2).dense(1)
                .build(4);
    }

    private static Trainer trainer(Network network) {
        return Trainer.of(network, new MeanSquaredError(), NAdam.of(0.01))
                .withEpochs(30)
                .withBatchSize(8)
                .withSchedule(OneCycle::of)
                .withAveraging(0.99)
                .withEarlyStopping(EarlyStopping.of(25));
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
