package dev.lanewise.peers.process;

import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.relu;

import dev.lanewise.data.Dataset;
import dev.lanewise.peers.step.Rule;
import dev.lanewise.peers.step.TorchUpdate;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AbstractTensor;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** The same with libtorch: the same reader, the same order of rows, its own initial weights. */
final class TorchFashion {
    private final Module network = new Module();
    private final LinearImpl hidden = new LinearImpl(784, 128);
    private final LinearImpl last = new LinearImpl(128, 10);
    private final TorchUpdate adam;

    private TorchFashion() {
        network.register_module("hidden", hidden);
        network.register_module("last", last);
        adam = TorchUpdate.of(network, Rule.ADAM, 1e-3);
    }

    /** Trains, tests, and prints the {@link Outcome}. */
    public static void main(String[] args) throws IOException {
        FashionFiles files = FashionFiles.given();
        torch.set_num_threads(1);
        torch.manual_seed(1);
        TorchFashion model = new TorchFashion();
        ByteBatches batches = files.training();
        long start = System.nanoTime();
        for (int epoch = 0; epoch < FashionFiles.EPOCHS; epoch++) {
            batches.start();
            while (batches.next()) {
                model.step(batches.features(), batches.targets(), batches.rows());
            }
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        System.out.println(Outcome.now(model.accuracy(files.test()), seconds).toJson());
        // its threads may not end by themselves
        System.exit(0);
    }

    private void step(float[] features, float[] targets, int rows) {
        float[] x = rows == targets.length ? features : Arrays.copyOf(features, rows * 784);
        try (PointerScope _ = new PointerScope()) {
            network.zero_grad(true);
            Tensor outputs = forward(AbstractTensor.create(x, rows, 784));
            long[] classes = classes(targets, rows);
            cross_entropy(outputs, AbstractTensor.create(classes, rows)).backward();
            adam.step();
        }
    }

    private Tensor forward(Tensor x) {
        return last.forward(relu(hidden.forward(x)));
    }

    private static long[] classes(float[] targets, int rows) {
        long[] classes = new long[rows];
        Arrays.setAll(classes, row -> (long) targets[row]);
        return classes;
    }

    private double accuracy(Dataset test) {
        int right = 0;
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor x = AbstractTensor.create(test.features(), test.rows(), 784);
            Tensor best = forward(x).argmax(new LongOptional(1), false);
            LongBuffer classes = best.createBuffer();
            for (int row = 0; row < test.rows(); row++) {
                right += classes.get(row) == (long) test.targets()[row] ? 1 : 0;
            }
        }
        return (double) right / test.rows();
    }
}
