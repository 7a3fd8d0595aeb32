package dev.lanewise.peers.step;

import ai.djl.Device;
import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.Activation;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.GradientCollector;
import ai.djl.training.Trainer;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;

/** DJL's trainer on its engine PyTorch. */
final class DjlLearner implements Learner {
    private static final String ENGINE = "PyTorch";

    private final Mlp mlp;
    private final Model model;
    private final Trainer trainer;
    private final Loss loss;
    private final NDArray[] x;
    private final NDArray[] targets;

    DjlLearner(TrainingData data, Rule rule, double rate) {
        mlp = data.mlp();
        loss = mlp.isRegression() ? Loss.l2Loss("loss", 1) : Loss.softmaxCrossEntropyLoss();
        model = Model.newInstance("mlp", Device.cpu(), ENGINE);
        Linear[] layers = new Linear[mlp.layers()];
        model.setBlock(block(layers));
        trainer = model.newTrainer(
                new DefaultTrainingConfig(loss).optDevices(new Device[] {Device.cpu()})
                        .optOptimizer(optimizer(rule, rate)));
        for (int i = 0; i < layers.length; i++) {
            initialize(layers[i], data, i);
        }
        trainer.initialize(new Shape(mlp.batch(), mlp.inputs()));
        NDManager memory = model.getNDManager();
        x = new NDArray[data.batches()];
        targets = new NDArray[data.batches()];
        for (int b = 0; b < x.length; b++) {
            x[b] = memory.create(data.x()[b], new Shape(mlp.batch(), mlp.inputs()));
            targets[b] = mlp.isRegression()
                    ? memory.create(data.targets()[b], new Shape(mlp.batch(), 1))
                    : memory.create(data.classes(b), new Shape(mlp.batch()));
        }
    }

    private SequentialBlock block(Linear[] layers) {
        SequentialBlock block = new SequentialBlock();
        for (int i = 0; i < layers.length; i++) {
            if (i > 0) {
                switch (mlp.hidden()) {
                    case RELU -> block.add(Activation::relu);
                    case TANH -> block.add(Activation::tanh);
                    case GELU -> block.add(Activation::gelu);
                }
            }
            layers[i] = Linear.builder().setUnits(mlp.sizes().get(i + 1)).build();
            block.add(layers[i]);
        }
        return block;
    }

    private static void initialize(Linear layer, TrainingData data, int index) {
        layer.setInitializer(
                (memory, shape, type) -> memory.create(data.transposedWeights(index), shape),
                "weight");
        layer.setInitializer(
                (memory, shape, type) -> memory.create(data.biases(index), shape), "bias");
    }

    private static Optimizer optimizer(Rule rule, double rate) {
        Tracker fixed = Tracker.fixed((float) rate);
        return switch (rule) {
            case ADAM -> Optimizer.adam().optLearningRateTracker(fixed).build();
            case SGD -> Optimizer.sgd()
                    .setLearningRateTracker(fixed)
                    .optMomentum((float) Rule.MOMENTUM)
                    .build();
            case RMSPROP, ADAMW -> throw StepLibrary.DJL.untimed(rule);
        };
    }

    @Override
    public void step(int batch) {
        try (NDManager scope = model.getNDManager().newSubManager()) {
            run(scope, batch);
        }
    }

    @Override
    public double lossOfStep(int batch) {
        try (NDManager scope = model.getNDManager().newSubManager()) {
            return run(scope, batch).getFloat();
        }
    }

    /** What it makes of a batch belongs to the scope, as the batch itself does until the end. */
    private NDArray run(NDManager scope, int batch) {
        x[batch].tempAttach(scope);
        targets[batch].tempAttach(scope);
        NDList expected = new NDList(targets[batch]);
        NDArray value;
        try (GradientCollector gradients = trainer.newGradientCollector()) {
            value = loss.evaluate(expected, trainer.forward(new NDList(x[batch]), expected));
            gradients.backward(value);
        }
        trainer.step();
        return value;
    }

    @Override
    public void close() {
        trainer.close();
        model.close();
    }

    /** What it says of itself, in a process whose environment has set the threads. */
    static String prepare() {
        return "DJL " + Engine.getDjlVersion() + ", " + ENGINE + " "
                + Engine.getEngine(ENGINE).getVersion();
    }
}
