package consumer;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.train.Trainer;

/** Trains a little, and prints the bits of its predictions and what ran. */
public final class Consumer {
    private Consumer() {}

    public static void main(String[] args) {
        RandomStream random = RandomStream.ofSeed(3);
        float[] x = new float[50 * 7];
        float[] y = new float[50];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.normal(i);
            y[i / 7] += x[i] * x[i];
        }
        Network network = Network.inputs(7)
                .dense(37, Activation.GELU)
                .dense(19, Activation.TANH)
                .dense(1)
                .build(1);
        Trainer.of(network, new MeanSquaredError(), Adam.of(0.01))
                .withEpochs(20)
                .withBatchSize(16)
                .fit(Dataset.of(x, 7, y, 1));
        StringBuilder bits = new StringBuilder("bits");
        for (float output : network.predict(x)) {
            bits.append(' ').append(Integer.toHexString(Float.floatToRawIntBits(output)));
        }
        System.out.println(bits);
        System.out.println(Lanewise.describe());
    }
}
