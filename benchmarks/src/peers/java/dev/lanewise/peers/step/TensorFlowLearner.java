package dev.lanewise.peers.step;

import java.util.ArrayList;
import java.util.List;
import org.tensorflow.Graph;
import org.tensorflow.Operand;
import org.tensorflow.Result;
import org.tensorflow.Session;
import org.tensorflow.TensorFlow;
import org.tensorflow.framework.optimizers.Adam;
import org.tensorflow.framework.optimizers.Momentum;
import org.tensorflow.framework.optimizers.Optimizer;
import org.tensorflow.ndarray.Shape;
import org.tensorflow.ndarray.buffer.DataBuffers;
import org.tensorflow.op.Op;
import org.tensorflow.op.Ops;
import org.tensorflow.op.core.Placeholder;
import org.tensorflow.op.core.Variable;
import org.tensorflow.proto.ConfigProto;
import org.tensorflow.proto.RunOptions;
import org.tensorflow.types.TFloat32;

/**
 * TensorFlow Java: one graph, one run of a session a step. Classes come as one-hot rows, since the
 * loss of class indices has no gradient there; GELU is put together from the error function.
 */
final class TensorFlowLearner implements Learner {
    /** Operations that are ready run on the caller's thread: none waits for another one to wake. */
    private static final RunOptions ON_THIS_THREAD =
            RunOptions.newBuilder().setInterOpThreadPool(-1).build();

    private final Mlp mlp;
    private final Graph graph = new Graph();
    private final Ops tf = Ops.create(graph);
    private final List<Variable<TFloat32>> parameters = new ArrayList<>();
    private final Placeholder<TFloat32> input;
    private final Placeholder<TFloat32> target;
    private final Operand<TFloat32> loss;
    private final Op update;
    private final Session session;
    private final TFloat32[] x;
    private final TFloat32[] targets;

    TensorFlowLearner(TrainingData data, Rule rule, double rate, int threads) {
        mlp = data.mlp();
        input = placeholder(Shape.of(mlp.batch(), mlp.inputs()));
        target = placeholder(Shape.of(mlp.batch(), mlp.outputs()));
        loss = loss(output());
        update = optimizer(rule, (float) rate).minimize(loss);
        session = new Session(
                graph,
                ConfigProto.newBuilder()
                        .setIntraOpParallelismThreads(threads)
                        .setInterOpParallelismThreads(1)
                        .build());
        session.initialize();
        for (int i = 0; i < mlp.layers(); i++) {
            assign(parameters.get(2 * i), data.weights(i));
            assign(parameters.get(2 * i + 1), data.biases(i));
        }
        x = new TFloat32[data.batches()];
        targets = new TFloat32[data.batches()];
        for (int b = 0; b < x.length; b++) {
            x[b] = TFloat32.tensorOf(input.shape(), DataBuffers.of(data.x()[b]));
            targets[b] = TFloat32.tensorOf(target.shape(), DataBuffers.of(data.targetRows(b)));
        }
    }

    private Placeholder<TFloat32> placeholder(Shape shape) {
        return tf.placeholder(TFloat32.class, Placeholder.shape(shape));
    }

    private Variable<TFloat32> parameter(Shape shape) {
        Variable<TFloat32> parameter = tf.variable(shape, TFloat32.class);
        parameters.add(parameter);
        return parameter;
    }

    private Operand<TFloat32> output() {
        Operand<TFloat32> values = input;
        for (int i = 0; i < mlp.layers(); i++) {
            Shape outputs = Shape.of(mlp.sizes().get(i + 1));
            Variable<TFloat32> weights = parameter(outputs.prepend(mlp.sizes().get(i)));
            Operand<TFloat32> rows = i == 0 ? values : hidden(values);
            values = tf.nn.biasAdd(tf.linalg.matMul(rows, weights), parameter(outputs));
        }
        return values;
    }

    private Operand<TFloat32> hidden(Operand<TFloat32> values) {
        return switch (mlp.hidden()) {
            case RELU -> tf.nn.relu(values);
            case TANH -> tf.math.tanh(values);
            case GELU -> tf.math.mul(
                    tf.math.mul(values, tf.constant(0.5f)),
                    tf.math.add(
                            tf.constant(1f),
                            tf.math.erf(
                                    tf.math.mul(values, tf.constant((float) Math.sqrt(0.5))))));
        };
    }

    private Operand<TFloat32> loss(Operand<TFloat32> output) {
        return mlp.isRegression()
                ? tf.math.mean(
                        tf.math.squaredDifference(output, target),
                        tf.constant(new int[] {0, 1}))
                : tf.math.mean(
                        tf.nn.softmaxCrossEntropyWithLogits(output, target).loss(),
                        tf.constant(0));
    }

    private Optimizer optimizer(Rule rule, float rate) {
        return switch (rule) {
            case ADAM -> new Adam(graph, rate);
            case SGD -> new Momentum(graph, rate, (float) Rule.MOMENTUM, false);
            case RMSPROP, ADAMW -> throw StepLibrary.TENSORFLOW.untimed(rule);
        };
    }

    private void assign(Variable<TFloat32> parameter, float[] values) {
        Placeholder<TFloat32> given = placeholder(parameter.shape());
        Op assignment = tf.assign(parameter, given);
        try (TFloat32 tensor = TFloat32.tensorOf(given.shape(), DataBuffers.of(values))) {
            session.runner().feed(given, tensor).addTarget(assignment).run().close();
        }
    }

    private Session.Runner runner(int batch) {
        return session.runner()
                .setOptions(ON_THIS_THREAD)
                .feed(input, x[batch])
                .feed(target, targets[batch])
                .addTarget(update);
    }

    @Override
    public void step(int batch) {
        runner(batch).run().close();
    }

    @Override
    public double lossOfStep(int batch) {
        try (Result result = runner(batch).fetch(loss).run()) {
            return ((TFloat32) result.get(0)).getFloat();
        }
    }

    @Override
    public void close() {
        for (int b = 0; b < x.length; b++) {
            x[b].close();
            targets[b].close();
        }
        session.close();
        graph.close();
    }

    /** What it says of itself. */
    static String prepare() {
        return "TensorFlow " + TensorFlow.version();
    }
}
