package dev.lanewise.peers.step;

import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** libtorch's C++ API through its bytedeco binding. */
final class TorchLearner implements Learner {
    /** Of all that libtorch tells of its build; the rest are flags of its compiler. */
    private static final Pattern SPEED =
            Pattern.compile(
                    "TORCH_VERSION=[\\d.]+|MKL-DNN v[\\d.]+|OpenMP \\d+|"
                            + "CPU capability usage: \\w+");

    /** Holds what lives as long as the network. */
    private final PointerScope memory = new PointerScope();
    private final Mlp mlp;
    private final Module module;
    private final LinearImpl[] layers;
    private final TorchUpdate update;
    private final Tensor[] x;
    private final Tensor[] targets;

    TorchLearner(TrainingData data, Rule rule, double rate) {
        mlp = data.mlp();
        module = new Module();
        layers = new LinearImpl[mlp.layers()];
        for (int i = 0; i < layers.length; i++) {
            layers[i] = layer(data, i);
            module.register_module("layer" + i, layers[i]);
        }
        update = TorchUpdate.of(module, rule, rate);
        x = new Tensor[data.batches()];
        targets = new Tensor[data.batches()];
        for (int b = 0; b < x.length; b++) {
            x[b] = AbstractTensor.create(data.x()[b], mlp.batch(), mlp.inputs());
            targets[b] = targets(data, b);
        }
    }

    private Tensor targets(TrainingData data, int batch) {
        return mlp.isRegression()
                ? AbstractTensor.create(data.targets()[batch], mlp.batch(), 1)
                : AbstractTensor.create(data.classes(batch), mlp.batch());
    }

    @Override
    public void step(int batch) {
        try (PointerScope _ = new PointerScope()) {
            run(batch);
        }
    }

    @Override
    public double lossOfStep(int batch) {
        try (PointerScope _ = new PointerScope()) {
            return run(batch).item_double();
        }
    }

    private Tensor run(int batch) {
        module.zero_grad(true);
        Tensor output = forward(x[batch]);
        Tensor loss = mlp.isRegression()
                ? torch.mse_loss(output, targets[batch])
                : torch.cross_entropy(output, targets[batch]);
        loss.backward();
        update.step();
        return loss;
    }

    private Tensor forward(Tensor input) {
        Tensor values = layers[0].forward(input);
        for (int i = 1; i < layers.length; i++) {
            values = layers[i].forward(
                    switch (mlp.hidden()) {
                        case RELU -> torch.relu(values);
                        case TANH -> torch.tanh(values);
                        case GELU -> torch.gelu(values);
                    });
        }
        return values;
    }

    @Override
    public void close() {
        memory.close();
    }

    /**
     * Sets libtorch to so many threads, and tells what its speed depends on.
     *
     * @param function that only the BLAS which it is to use has
     * @param foreign that only another one has
     */
    static String prepare(int threads, String function, String foreign) {
        torch.set_num_threads(threads);
        if (Loader.addressof(function) == null || Loader.addressof(foreign) != null) {
            throw new IllegalStateException(
                    "libtorch did not get the BLAS that has " + function);
        }
        try (PointerScope _ = new PointerScope()) {
            return SPEED.matcher(torch.show_config().getString())
                    .results()
                    .map(MatchResult::group)
                    .collect(Collectors.joining(", "));
        }
    }

    /** A layer with the initial weights. */
    private static LinearImpl layer(TrainingData data, int index) {
        int inputs = data.mlp().sizes().get(index);
        int outputs = data.mlp().sizes().get(index + 1);
        LinearImpl layer = new LinearImpl(inputs, outputs);
        try (PointerScope _ = new PointerScope(); NoGradGuard _ = new NoGradGuard()) {
            layer.weight().copy_(
                    AbstractTensor.create(data.transposedWeights(index), outputs, inputs));
            layer.bias().copy_(AbstractTensor.create(data.biases(index), outputs));
        }
        return layer;
    }
}
