package dev.lanewise;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import java.util.Arrays;

/** The program at the top of the README, to the letter. */
final class Smallest {
    private Smallest() {}

    // @formatter:off
    static void run() {
float[] x = {0, 0,  0, 1,  1, 0,  1, 1};
float[] y = {0, 1, 1, 0};                       // exclusive or

Network network = Network.inputs(2).dense(8, Activation.TANH).dense(1).build(42);
History history = Trainer.of(network, new BinaryCrossEntropy(), Adam.of(0.05))
        .withEpochs(200)
        .withBatchSize(4)
        .fit(Dataset.of(x, 2, y, 1));

System.out.println(history.last().training());
System.out.println(Arrays.toString(network.predict(x)));
    }
    // @formatter:on
}
