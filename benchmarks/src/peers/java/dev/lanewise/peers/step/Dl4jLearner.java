package dev.lanewise.peers.step;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/**
 * DL4J on the native back end of ND4J. Its one rule with momentum is that of Nesterov, and its GELU
 * an approximation by a sigmoid: as much work, other losses.
 */
final class Dl4jLearner implements Learner {
    private static final String MADE_BY_MAVEN =
            "/META-INF/maven/org.deeplearning4j/deeplearning4j-nn/pom.properties";

    private final MultiLayerNetwork network;
    private final INDArray[] x;
    private final INDArray[] targets;

    Dl4jLearner(TrainingData data, Rule rule, double rate) {
        Mlp mlp = data.mlp();
        network = new MultiLayerNetwork(configuration(mlp, updater(rule, rate)));
        network.init();
        for (int i = 0; i < mlp.layers(); i++) {
            long inputs = mlp.sizes().get(i);
            long outputs = mlp.sizes().get(i + 1);
            network.getLayer(i).getParam("W").assign(rows(data.weights(i), inputs, outputs));
            network.getLayer(i).getParam("b").assign(rows(data.biases(i), 1, outputs));
        }
        x = new INDArray[data.batches()];
        targets = new INDArray[data.batches()];
        for (int b = 0; b < x.length; b++) {
            x[b] = rows(data.x()[b], mlp.batch(), mlp.inputs());
            targets[b] = rows(data.targetRows(b), mlp.batch(), mlp.outputs());
        }
    }

    private static INDArray rows(float[] values, long rows, long columns) {
        return Nd4j.createFromArray(values).reshape(rows, columns);
    }

    private static IUpdater updater(Rule rule, double rate) {
        return switch (rule) {
            case ADAM -> new Adam(rate);
            case SGD -> new Nesterovs(rate, Rule.MOMENTUM);
            case RMSPROP, ADAMW -> throw StepLibrary.DL4J.untimed(rule);
        };
    }

    private static MultiLayerConfiguration configuration(Mlp mlp, IUpdater updater) {
        NeuralNetConfiguration.ListBuilder layers =
                new NeuralNetConfiguration.Builder().updater(updater).list();
        List<Integer> sizes = mlp.sizes();
        for (int i = 0; i + 1 < mlp.layers(); i++) {
            layers.layer(
                    new DenseLayer.Builder().nIn(sizes.get(i))
                            .nOut(sizes.get(i + 1))
                            .activation(activation(mlp.hidden()))
                            .build());
        }
        LossFunction loss = mlp.isRegression() ? LossFunction.MSE : LossFunction.MCXENT;
        layers.layer(
                new OutputLayer.Builder(loss).nIn(sizes.get(mlp.layers() - 1))
                        .nOut(mlp.outputs())
                        .activation(
                                mlp.isRegression() ? Activation.IDENTITY : Activation.SOFTMAX)
                        .build());
        return layers.build();
    }

    private static Activation activation(Hidden hidden) {
        return switch (hidden) {
            case RELU -> Activation.RELU;
            case TANH -> Activation.TANH;
            case GELU -> Activation.GELU;
        };
    }

    @Override
    public void step(int batch) {
        network.fit(x[batch], targets[batch]);
    }

    @Override
    public double lossOfStep(int batch) {
        step(batch);
        return network.score();
    }

    @Override
    public void close() {
        network.close();
    }

    /** What it says of itself, in a process whose environment has set the threads. */
    static String prepare() {
        return "DL4J " + version() + ", "
                + Nd4j.getExecutioner().getEnvironmentInformation().get("blas.vendor");
    }

    /** From what Maven left in its jar, since it has no function that knows. */
    private static String version() {
        Properties made = new Properties();
        try (InputStream file = MultiLayerNetwork.class.getResourceAsStream(MADE_BY_MAVEN)) {
            made.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return made.getProperty("version");
    }
}
