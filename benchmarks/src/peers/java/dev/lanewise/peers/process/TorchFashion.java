package dev.lanewise.peers.process;

import static org.bytedeco.pytorch.global.torch.cross_entropy;
import static org.bytedeco.pytorch.global.torch.relu;

import dev.lanewise.data.Dataset;
import dev.lanewise.peers.compare.ChildJvm;
import dev.lanewise.peers.step.Rule;
import dev.lanewise.peers.step.StepLibrary;
import dev.lanewise.peers.step.TorchUpdate;
import java.io.IOException;
import java.nio.LongBuffer;
import java.util.Objects;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.LongPointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Module;
import org.bytedeco.pytorch.NoGradGuard;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptions;
import org.bytedeco.pytorch.global.torch;

/**
 * The same with libtorch: the same reader, the same order of rows, its own initial weights. Rows go
 * through one buffer outside the heap, in training batch by batch, in the test block by block.
 */
final class TorchFashion {
    /** The property that tells the {@link StepLibrary}, whose BLAS must be the one that is used. */
    static final String LIBRARY = "peers.library";

    private static final int PIXELS = 784;
    /** Rows of the test set that are forwarded at a time: all of them would take much memory. */
    private static final int TEST_ROWS = 256;

    private final Module network = new Module();
    private final LinearImpl hidden = new LinearImpl(PIXELS, 128);
    private final LinearImpl last = new LinearImpl(128, 10);
    private final TorchUpdate adam;
    private final FloatPointer pixels =
            new FloatPointer((long) Math.max(TEST_ROWS, FashionFiles.BATCH) * PIXELS);
    private final long[] classes = new long[FashionFiles.BATCH];
    private final LongPointer nativeClasses = new LongPointer(FashionFiles.BATCH);
    private final TensorOptions ofLongs = new TensorOptions(torch.ScalarType.Long);

    private TorchFashion() {
        network.register_module("hidden", hidden);
        network.register_module("last", last);
        adam = TorchUpdate.of(network, Rule.ADAM, 1e-3);
    }

    /** Trains, tests, and prints the {@link Outcome}. */
    public static void main(String[] args) {
        try {
            run();
        } catch (IOException | RuntimeException | Error e) {
            ChildJvm.fail(e);
        }
        // its threads may not end by themselves
        System.exit(0);
    }

    private static void run() throws IOException {
        FashionFiles files = FashionFiles.given();
        String library = Objects.requireNonNull(
                System.getProperty(LIBRARY), "property " + LIBRARY + " is not set");
        StepLibrary.valueOf(library).prepare(1);
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
    }

    private void step(float[] features, float[] targets, int rows) {
        for (int row = 0; row < rows; row++) {
            classes[row] = (long) targets[row];
        }
        nativeClasses.put(classes, 0, rows);
        try (PointerScope _ = new PointerScope()) {
            network.zero_grad(true);
            Tensor outputs = forward(inputs(features, 0, rows));
            Tensor wanted = torch.from_blob(nativeClasses, new long[] {rows}, ofLongs);
            cross_entropy(outputs, wanted).backward();
            adam.step();
        }
    }

    private Tensor forward(Tensor x) {
        return last.forward(relu(hidden.forward(x)));
    }

    /** The buffer with rows of these features, until the next ones are asked for. */
    private Tensor inputs(float[] features, int first, int rows) {
        pixels.put(features, first * PIXELS, rows * PIXELS);
        return torch.from_blob(pixels, rows, PIXELS);
    }

    private double accuracy(Dataset test) {
        int right = 0;
        for (int first = 0; first < test.rows(); first += TEST_ROWS) {
            right += right(test, first, Math.min(TEST_ROWS, test.rows() - first));
        }
        return (double) right / test.rows();
    }

    private int right(Dataset test, int first, int rows) {
        int right = 0;
        try (PointerScope _ = new PointerScope();
                NoGradGuard _ = new NoGradGuard()) {
            Tensor outputs = forward(inputs(test.features(), first, rows));
            LongBuffer best = outputs.argmax(new LongOptional(1), false).createBuffer();
            for (int row = 0; row < rows; row++) {
                right += best.get(row) == (long) test.targets()[first + row] ? 1 : 0;
            }
        }
        return right;
    }
}
