package dev.lanewise;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.StandardScaler;
import dev.lanewise.io.Checkpoints;
import dev.lanewise.io.Models;
import dev.lanewise.io.StepCheckpoint;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Predictor;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.AdamW;
import dev.lanewise.train.EarlyStopping;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;

/** The programs of docs/guide.md, to the letter. */
final class Guide {
    private Guide() {}

    // @formatter:off
    static void firstModel(Path folder) throws IOException {
int rows = 2000;
float[] features = new float[2 * rows];                 // row after row
float[] targets = new float[rows];
for (int row = 0; row < rows; row++) {
    float width = 1 + row % 50 * 0.1f;
    float height = 1 + row % 41 * 0.1f;
    features[2 * row] = width;
    features[2 * row + 1] = height;
    targets[row] = width * height;
}

Dataset.Split split = Dataset.of(features, 2, targets, 1).split(0.2, 42);
StandardScaler scaler = StandardScaler.fit(split.training().features(), 2);
Network network = Network.inputs(2)
        .inputScaling(scaler.mean(), scaler.deviation())
        .dense(32, Activation.SILU)
        .dense(1)
        .build(42);

History history = Trainer.of(network, new MeanSquaredError(), AdamW.of(0.01))
        .withEpochs(60)
        .withBatchSize(64)
        .withEarlyStopping(EarlyStopping.of(10))
        .fit(split.training(), split.heldOut());
System.out.println(history.best().validation().orElseThrow());

Path file = folder.resolve("area.safetensors");
Models.save(network, file);
Predictor predictor = Models.load(file).predictor();
float[] area = new float[1];
predictor.predict(area, 0, new float[] {2.5f, 3}, 0, 1);
System.out.println(area[0]);
    }

    static void resumable(Trainer trainer, Dataset training, Dataset validation, Path folder)
            throws IOException {
Checkpoints checkpoints = Checkpoints.in(folder).withEvery(Duration.ofMinutes(5));
checkpoints.attachTo(trainer).fit(training, validation);
    }

    static void online(Network network, float[] features, float[] targets, int rows, Path file)
            throws IOException {
TrainingStep step = new TrainingStep(network, new MeanSquaredError(), Adam.of(0.001), rows);
AtomicReference<Predictor> current = new AtomicReference<>(network.predictor());

// on the thread that trains, for every batch
float loss = step.step(features, 0, targets, 0, rows);
if (!Float.isFinite(loss)) {
    throw new IllegalStateException("loss " + loss);    // nothing was updated
}
current.set(network.predictor());

// on any other thread, at any time
float[] outputs = new float[rows * network.outputs()];
current.get().predict(outputs, 0, features, 0, rows);

// between two batches, now and then
new StepCheckpoint(network, step.state()).save(file);
    }
    // @formatter:on
}
