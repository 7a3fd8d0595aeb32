package dev.lanewise.peers.process;

import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import dev.lanewise.train.TrainingStep;
import java.io.IOException;

/** 784-128-10 trained on Fashion-MNIST, as a user of Lanewise would write it. */
final class LanewiseFashion {
    private LanewiseFashion() {}

    /** Trains, tests, and prints the {@link Outcome}. */
    public static void main(String[] args) throws IOException {
        FashionFiles files = FashionFiles.given();
        Network network = Network.inputs(784).dense(128, Activation.RELU).dense(10).build(1);
        SoftmaxCrossEntropy loss = SoftmaxCrossEntropy.ofClassIndices();
        TrainingStep step = new TrainingStep(network, loss, Adam.of(1e-3), FashionFiles.BATCH);
        ByteBatches batches = files.training();
        long start = System.nanoTime();
        for (int epoch = 0; epoch < FashionFiles.EPOCHS; epoch++) {
            batches.start();
            while (batches.next()) {
                step.step(batches.features(), 0, batches.targets(), 0, batches.rows());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        double accuracy = Evaluation.of(network, loss, files.test()).metric(Metric.ACCURACY);
        System.out.println(Outcome.now(accuracy, seconds).toJson());
    }
}
