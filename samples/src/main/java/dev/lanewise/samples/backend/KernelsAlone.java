package dev.lanewise.samples.backend;

import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameter;
import dev.lanewise.optim.Adam;
import dev.lanewise.samples.common.OptionChecks;
import dev.lanewise.train.TrainingStep;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sample 05: kernels alone, as the processor's backend under a graph and a loss of your own.
 *
 * <p>What it shows is {@link TwoLayers}, forward and backward by six products and a handful of
 * smaller kernels, and a loss that the engine does not have: the mean of ln(1 + r²) over the
 * distances r (Cauchy's, or Lorentz's), whose gradient 2r/(1 + r²) falls again where r is large. A
 * tenth of the targets here are wrong by far, and it hardly minds. All that is needed of a loss is
 * its gradient by the outputs.
 *
 * <p>The same network trains beside it on a {@link TrainingStep}, through the door for losses of
 * one's own: the same weights, to the bit, after every update. Whichever you use, nothing is lost.
 *
 * <p>Run it: {@code mvn -q -Psample -Dsample=05}. What you should see:
 *
 * <pre>
 * 2-16-1 by hand, 1,024 rows, one target in ten is wrong.
 *
 *   step   ln(1 + r²)
 *     16      0.27137
 *     32      0.27479
 *     64      0.25030
 *    128      0.17265
 *    256      0.14952
 *    512      0.13962
 *   1024      0.13857
 *
 * Weights by hand and of TrainingStep: equal to the bit after 1,024 of 1,024 updates.
 *
 * Mean distance from the right targets, by the loss trained on:
 *   ln(1 + r²)        0.0436
 *   squared error     0.2719
 * </pre>
 */
@Command(
        name = "05",
        description = "Kernels alone: a backend for a graph and a loss of your own.")
public final class KernelsAlone implements Callable<Integer> {
    private static final int IN = 2;
    private static final int HIDDEN = 16;
    private static final int ROWS = 64;
    private static final int BATCHES = 16;
    private static final double LEARNING_RATE = 0.01;
    private static final double WRONG = 0.1;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "1024",
            description = "Steps of training (default: ${DEFAULT-VALUE}).")
    private int steps;

    @Spec
    private CommandSpec spec;

    private final float[] x = new float[BATCHES * ROWS * IN];
    private final float[] right = new float[BATCHES * ROWS];
    private final float[] given = new float[BATCHES * ROWS];

    /** Trains by hand and by a step, and compares. */
    @Override
    public Integer call() {
        OptionChecks.positive(spec, "--steps", steps);
        PrintWriter out = spec.commandLine().getOut();
        makeUp();
        Network network = network();
        out.printf(Locale.ROOT, "%d-%d-1 by hand, %,d rows, one target in ten is wrong.%n%n", IN,
                HIDDEN, right.length);
        long equal = trainBoth(network, out);
        out.printf(Locale.ROOT, "%nWeights by hand and of TrainingStep: "
                + "equal to the bit after %,d of %,d updates.%n%n", equal, steps);
        out.printf(Locale.ROOT, "Mean distance from the right targets, by the loss trained on:%n");
        out.printf(Locale.ROOT, "  ln(1 + r²)        %.4f%n", meanDistance(network));
        out.printf(Locale.ROOT, "  squared error     %.4f%n",
                meanDistance(trainedOnSquaredError()));
        out.flush();
        return equal == steps ? 0 : 1;
    }

    private static Network network() {
        return Network.inputs(IN).dense(HIDDEN, Activation.TANH).dense(1).build(5);
    }

    /** Rows of y = sin(3·x1)·x2, of which a tenth are off by 2 to 4. */
    private void makeUp() {
        RandomStream random = RandomStream.ofSeed(5);
        for (int row = 0; row < right.length; row++) {
            RandomStream ofRow = random.stream(row);
            double x1 = 2 * ofRow.uniform(0) - 1;
            double x2 = 2 * ofRow.uniform(1) - 1;
            double off = ofRow.uniform(2) < WRONG ? 2 + 2 * ofRow.uniform(3) : 0;
            x[IN * row] = (float) x1;
            x[IN * row + 1] = (float) x2;
            right[row] = (float) (StrictMath.sin(3 * x1) * x2);
            given[row] = (float) (right[row] + off);
        }
    }

    /** Trains both ways on the same batches; after how many updates all weights were equal. */
    private long trainBoth(Network network, PrintWriter out) {
        float[][] byHand = parts(network);
        TwoLayers layers = new TwoLayers(byHand[0], byHand[1], byHand[2], byHand[3], ROWS);
        // the loss of the step is not asked for: its gradients come from outside
        TrainingStep step =
                new TrainingStep(
                        network, new MeanSquaredError(), Adam.of(LEARNING_RATE), ROWS);
        float[] batch = new float[ROWS * IN];
        float[] dY = new float[ROWS];
        float[] y = new float[ROWS];
        long equal = 0;
        out.printf("  step   ln(1 + r²)%n");
        for (int number = 1; number <= steps; number++) {
            int row = (number - 1) % BATCHES * ROWS;
            System.arraycopy(x, row * IN, batch, 0, batch.length);

            double loss = lossAndGradient(dY, layers.forward(batch, ROWS), row);
            layers.backward(dY);
            layers.update(LEARNING_RATE);

            step.forward(batch, 0, ROWS);
            step.outputs(y, 0);
            lossAndGradient(dY, y, row);
            step.backward(dY, 0);
            step.update();

            equal += Arrays.deepEquals(byHand, parts(network)) ? 1 : 0;
            if (Integer.bitCount(number) == 1 && number >= BATCHES || number == steps) {
                out.printf(Locale.ROOT, "  %4d   %10.5f%n", number, loss);
            }
        }
        return equal;
    }

    /** The loss of your own: its value, and in dY its gradient by the outputs. */
    private double lossAndGradient(float[] dY, float[] y, int row) {
        double sum = 0;
        for (int i = 0; i < ROWS; i++) {
            float r = y[i] - given[row + i];
            dY[i] = 2 * r / (1 + r * r) / ROWS;
            sum += StrictMath.log1p((double) r * r);
        }
        return sum / ROWS;
    }

    /** Copies of weights and biases, an array each. */
    private static float[][] parts(Network network) {
        return network.namedParameters().stream()
                .map(parameter -> part(network.parameters(), parameter))
                .toArray(float[][]::new);
    }

    private static float[] part(float[] all, Parameter parameter) {
        int at = parameter.offset();
        return Arrays.copyOfRange(all, at, at + parameter.size());
    }

    private Network trainedOnSquaredError() {
        Network network = network();
        TrainingStep step =
                new TrainingStep(
                        network, new MeanSquaredError(), Adam.of(LEARNING_RATE), ROWS);
        for (int number = 0; number < steps; number++) {
            int row = number % BATCHES * ROWS;
            step.step(x, row * IN, given, row, ROWS);
        }
        return network;
    }

    private double meanDistance(Network network) {
        float[] y = network.predict(x);
        double sum = 0;
        for (int row = 0; row < y.length; row++) {
            sum += Math.abs((double) y[row] - right[row]);
        }
        return sum / y.length;
    }
}
