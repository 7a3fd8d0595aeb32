package dev.lanewise;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.StandardScaler;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.OutputTransform;
import dev.lanewise.nn.Predictor;
import dev.lanewise.optim.AdamW;
import dev.lanewise.optim.Clipping;
import dev.lanewise.optim.CosineAnnealing;
import dev.lanewise.train.EarlyStopping;
import dev.lanewise.train.History;
import dev.lanewise.train.Metric;
import dev.lanewise.train.Monitor;
import dev.lanewise.train.Trainer;

/** The second program of the README, to the letter, and its data. */
final class Fuller {
    private Fuller() {}

    static void run() {
        run(people());
    }

    /** Age, income and one of seven occupations; and whether they bought. */
    private static Dataset people() {
        RandomStream random = RandomStream.ofSeed(1);
        int rows = 2000;
        float[] features = new float[3 * rows];
        float[] targets = new float[rows];
        for (int row = 0; row < rows; row++) {
            double age = 18 + 60 * random.uniform(4L * row);
            double income = 1000 * (20 + 80 * random.uniform(4L * row + 1));
            int occupation = random.below(7, 4L * row + 2);
            double logit =
                    (occupation % 3 - 1) * (age - 48) / 10 + (income - 60_000) / 20_000;
            features[3 * row] = (float) age;
            features[3 * row + 1] = (float) income;
            features[3 * row + 2] = occupation;
            double probability = 1 / (1 + StrictMath.exp(-logit));
            targets[row] = random.uniform(4L * row + 3) < probability ? 1 : 0;
        }
        return Dataset.of(features, 3, targets, 1);
    }

    // @formatter:off
    static void run(Dataset people) {
Dataset.Split split = people.splitStratified(0.2, 42);
StandardScaler scaler = StandardScaler.fit(split.training().features(), 3);
double[] mean = scaler.mean();
double[] deviation = scaler.deviation();
mean[2] = 0;                                    // occupations stay indices
deviation[2] = 1;

Network network = Network.inputs(3)
        .inputScaling(mean, deviation)
        .embedding(new Embedding.Column(2, 7, 4))       // 7 occupations, 4 values each
        .dense(32, Activation.SILU)
        .dropout(0.1)
        .dense(1)
        .build(42);

Monitor auc = Monitor.largest(Metric.ROC_AUC);
History history = Trainer.of(network, new BinaryCrossEntropy(), AdamW.of(0.01))
        .withEpochs(50)
        .withSchedule(updates -> CosineAnnealing.of(updates - 100).withWarmUp(100))
        .withClipping(Clipping.byNorm(1))
        .withAveraging(0.99)
        .withMonitor(auc)
        .withEarlyStopping(EarlyStopping.of(10))
        .fit(split.training(), split.heldOut());

System.out.println(history.endReason() + " after " + history.last().number() + " epochs");
System.out.println(history.best(auc).validation().orElseThrow());

Predictor predictor = network.predictor(OutputTransform.SIGMOID);       // a copy, for all threads
float[] person = {30, 50_000, 4};
float[] probability = new float[1];
predictor.predict(probability, 0, person, 0, 1);
System.out.println(probability[0]);
    }
    // @formatter:on
}
