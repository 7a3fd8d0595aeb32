package dev.lanewise.samples.xor;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import dev.lanewise.train.TrainingStep;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Sample 01: the four steps of backpropagation, with every number as it happens.
 *
 * <p>A network of nine parameters learns the exclusive or. Its first step is told in full: what
 * each unit computes, how far the answers are off, how the chain rule goes back from the error to
 * each weight, and where the weights go. All of it is computed twice, by the engine and in plain
 * Java in {@link ByHand}, and the gradient a third time without calculus, so that nothing needs to
 * be believed. Read {@code ByHand.backward} beside the third step.
 *
 * <p>Run it: {@code mvn -q -Psample -Dsample=01}. Then try {@code -Dargs="--seed 3"}, which gets
 * stuck, or {@code -Dargs="--learning-rate 0.1"}. What you should see:
 *
 * <pre>{@code
 * XOR: 1 if one of the two inputs is 1, but not if both are. No straight line parts
 * the ones from the zeros, so there must be a hidden layer; two units are enough.
 *
 *   z1 = x1*w11 + x2*w21 + b1        h1 = tanh(z1)
 *   z2 = x1*w12 + x2*w22 + b2        h2 = tanh(z2)
 *   z  = h1*v1 + h2*v2 + c           p  = 1 / (1 + e^-z)
 *   E  = -t*ln(p) - (1-t)*ln(1-p)
 *
 * x1 and x2 are the inputs, p is the answer (how likely a 1 is), t the right answer
 * and E the error. The weights w and v are drawn from seed 1, the biases b and c
 * start at 0:
 *
 *   w11 =  -0.70782  w12 =  -0.92748  w21 =   0.13378  w22 =   0.67721
 *    b1 =   0.00000   b2 =   0.00000   v1 =  -1.37179   v2 =   0.43853
 *     c =   0.00000
 *
 * STEP 1 of 4, FORWARD: from the inputs to the answers.
 *
 * Row 3 in full, x1 = 1 and x2 = 0:
 *   z1 = x1*w11 + x2*w21 + b1  = 1*-0.70782 + 0*0.13378 + 0.00000 = -0.70782
 *   h1 = tanh(z1)              = tanh(-0.70782) = -0.60931
 *   z2 = x1*w12 + x2*w22 + b2  = 1*-0.92748 + 0*0.67721 + 0.00000 = -0.92748
 *   h2 = tanh(z2)              = tanh(-0.92748) = -0.72942
 *   z  = h1*v1 + h2*v2 + c     = -0.60931*-1.37179 + -0.72942*0.43853 + 0.00000 = 0.51597
 *   p  = 1 / (1 + e^-z)        = 1 / (1 + 0.59692) = 0.62620
 *
 * All rows, by hand and by the engine, which takes them together as one matrix:
 *          by hand                       the engine
 *   x1 x2        h1        h2         z        h1        h2         z         p
 *    0  0   0.00000   0.00000   0.00000   0.00000   0.00000   0.00000   0.50000
 *    0  1   0.13299   0.58970   0.07617   0.13299   0.58970   0.07617   0.51903
 *    1  0  -0.60931  -0.72942   0.51597  -0.60931  -0.72942   0.51597   0.62620
 *    1  1  -0.51832  -0.24517   0.60351  -0.51832  -0.24517   0.60351   0.64646
 *
 * STEP 2 of 4, ERROR: how far the answers are from the right ones.
 *
 *   x1 x2  t          p                     E
 *    0  0  0    0.50000  -ln(1-p) =   0.69315
 *    0  1  1    0.51903  -ln(p)   =   0.65579
 *    1  0  1    0.62620  -ln(p)   =   0.46808
 *    1  1  0    0.64646  -ln(1-p) =   1.03976
 *   mean of the rows                  0.71419, the engine: 0.71419
 *
 * STEP 3 of 4, BACKWARD: how the error changes with each parameter, by the chain rule.
 * It goes from the back to the front; every line takes a derivative from above it,
 * times one factor more. Row 3 in full, x1 = 1, x2 = 0 and t = 1:
 *
 *   dE/dp   = (p-t) / (p*(1-p))                      =  -1.59692
 *   dE/dz   = dE/dp * dp/dz      = dE/dp  * p*(1-p)  =  -1.59692 *   0.23407 =  -0.37380
 *   (the two cancel: dE/dz is p - t, -0.37380)
 *   dE/dc   = dE/dz * dz/dc      = dE/dz  * 1        =  -0.37380 *   1.00000 =  -0.37380
 *   dE/dv1  = dE/dz * dz/dv1     = dE/dz  * h1       =  -0.37380 *  -0.60931 =   0.22776
 *   dE/dh1  = dE/dz * dz/dh1     = dE/dz  * v1       =  -0.37380 *  -1.37179 =   0.51277
 *   dE/dz1  = dE/dh1 * dh1/dz1   = dE/dh1 * (1-h1^2) =   0.51277 *   0.62874 =   0.32240
 *   dE/dw11 = dE/dz1 * dz1/dw11  = dE/dz1 * x1       =   0.32240 *   1.00000 =   0.32240
 *   dE/dw21 = dE/dz1 * dz1/dw21  = dE/dz1 * x2       =   0.32240 *   0.00000 =   0.00000
 *   dE/db1  = dE/dz1 * dz1/db1   = dE/dz1 * 1        =   0.32240 *   1.00000 =   0.32240
 *   dE/dv2  = dE/dz * dz/dv2     = dE/dz  * h2       =  -0.37380 *  -0.72942 =   0.27265
 *   dE/dh2  = dE/dz * dz/dh2     = dE/dz  * v2       =  -0.37380 *   0.43853 =  -0.16392
 *   dE/dz2  = dE/dh2 * dh2/dz2   = dE/dh2 * (1-h2^2) =  -0.16392 *   0.46795 =  -0.07671
 *   dE/dw12 = dE/dz2 * dz2/dw12  = dE/dz2 * x1       =  -0.07671 *   1.00000 =  -0.07671
 *   dE/dw22 = dE/dz2 * dz2/dw22  = dE/dz2 * x2       =  -0.07671 *   0.00000 =   0.00000
 *   dE/db2  = dE/dz2 * dz2/db2   = dE/dz2 * 1        =  -0.07671 *   1.00000 =  -0.07671
 *
 * The gradient is the mean over the rows. Beside it, to check: the engine's, and the
 * slope measured without calculus, (E(w+h) - E(w-h)) / 2h of the mean error E with
 * h = 1e-05.
 *
 *              by the chain rule, in row                       the  measured
 *           1         2         3         4      mean    engine     slope
 *   w11   0.00000   0.00000   0.32240  -0.64856  -0.08154  -0.08154  -0.08154
 *   w12   0.00000   0.00000  -0.07671   0.26645   0.04744   0.04744   0.04744
 *   w21   0.00000   0.64811   0.00000  -0.64856  -0.00011  -0.00011  -0.00011
 *   w22   0.00000  -0.13757   0.00000   0.26645   0.03222   0.03222   0.03222
 *    b1  -0.68589   0.64811   0.32240  -0.64856  -0.09098  -0.09098  -0.09098
 *    b2   0.21926  -0.13757  -0.07671   0.26645   0.06786   0.06786   0.06786
 *    v1   0.00000  -0.06396   0.22776  -0.33507  -0.04282  -0.04282  -0.04282
 *    v2   0.00000  -0.28363   0.27265  -0.15849  -0.04237  -0.04237  -0.04237
 *     c   0.50000  -0.48097  -0.37380   0.64646   0.07292   0.07292   0.07292
 *
 * Largest difference from the mean: 1e-08 for the engine, which counts in floats,
 * and 2e-11 for the slope.
 *
 * STEP 4 of 4, UPDATE: w <- w - learning rate * dE/dw, downhill.
 *
 *             w -  1.0 *     dE/dw =   by hand    engine
 *   w11  -0.70782 -  1.0 *  -0.08154 =  -0.62628  -0.62628
 *   w12  -0.92748 -  1.0 *   0.04744 =  -0.97491  -0.97491
 *   w21   0.13378 -  1.0 *  -0.00011 =   0.13389   0.13389
 *   w22   0.67721 -  1.0 *   0.03222 =   0.64499   0.64499
 *    b1   0.00000 -  1.0 *  -0.09098 =   0.09098   0.09098
 *    b2   0.00000 -  1.0 *   0.06786 =  -0.06786  -0.06786
 *    v1  -1.37179 -  1.0 *  -0.04282 =  -1.32897  -1.32897
 *    v2   0.43853 -  1.0 *  -0.04237 =   0.48090   0.48090
 *     c   0.00000 -  1.0 *   0.07292 =  -0.07292  -0.07292
 *
 * The mean error falls from 0.71419 to 0.69084.
 *
 * THE SAME FOUR AGAIN AND AGAIN, 512 steps in all.
 *
 *                       answers p, and behind the inputs the right ones t
 *   after step   mean error     0,0: 0     0,1: 1     1,0: 1     1,1: 0
 *            1      0.69084    0.44372    0.47091    0.55055    0.56262
 *            2      0.68383    0.42812    0.46472    0.51632    0.52725
 *            4      0.67485    0.42912    0.48628    0.49382    0.50947
 *            8      0.65745    0.43141    0.53484    0.47274    0.49853
 *           16      0.61171    0.39734    0.62808    0.44294    0.48367
 *           32      0.50786    0.27192    0.79235    0.42141    0.46053
 *           64      0.22671    0.15067    0.80106    0.67994    0.12712
 *          128      0.04388    0.03379    0.94658    0.94242    0.02659
 *          256      0.01590    0.01206    0.97973    0.97916    0.00989
 *          512      0.00689    0.00515    0.99107    0.99095    0.00431
 *
 * Learned: every answer is on the right side of one half.
 * }</pre>
 */
@Command(
        name = "01",
        description = "XOR: the four steps of backpropagation, with every number as it happens.")
public final class Xor implements Callable<Integer> {
    private static final int ROWS = ByHand.ROWS.length;
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "The first weights follow from it; with 3 the training gets stuck"
                    + DEFAULT)
    private long seed;

    @Option(
            names = "--steps",
            paramLabel = "N",
            defaultValue = "512",
            description = "Steps of training" + DEFAULT)
    private int steps;

    @Option(
            names = "--learning-rate",
            paramLabel = "X",
            defaultValue = "1",
            description = "How far a step goes" + DEFAULT)
    private double learningRate;

    @Spec
    private CommandSpec spec;

    /** Makes the first step slowly and the others fast. */
    @Override
    public Integer call() {
        require(steps > 0, "--steps", steps);
        require(learningRate > 0 && learningRate < 1e3, "--learning-rate", learningRate);
        PrintWriter out = spec.commandLine().getOut();
        Dataset table = table();
        Network network = Network.inputs(2).dense(2, Activation.TANH).dense(1).build(seed);
        TrainingStep step =
                new TrainingStep(network, new BinaryCrossEntropy(), Sgd.of(learningRate), ROWS);

        FirstStep first = new FirstStep(out, network, step);
        first.introduction(seed);
        float error = step.computeGradients(table.features(), 0, table.targets(), 0, ROWS);
        first.forward();
        first.error(error);
        first.backward();
        step.update();
        first.update(learningRate);

        train(out, network, step, table);
        out.flush();
        return 0;
    }

    private void require(boolean holds, String option, Object value) {
        if (!holds) {
            throw new ParameterException(
                    spec.commandLine(), option + " is " + value + ", expected a positive number");
        }
    }

    /** The truth table as a data set. */
    static Dataset table() {
        float[] x = new float[2 * ROWS];
        float[] t = new float[ROWS];
        for (int r = 0; r < ROWS; r++) {
            x[2 * r] = ByHand.ROWS[r][0];
            x[2 * r + 1] = ByHand.ROWS[r][1];
            t[r] = ByHand.ROWS[r][2];
        }
        return Dataset.of(x, 2, t, 1);
    }

    /** The other steps: forward, error, backward and update in one call. */
    private void train(PrintWriter out, Network network, TrainingStep step, Dataset table) {
        out.printf("%nTHE SAME FOUR AGAIN AND AGAIN, %d steps in all.%n%n", steps);
        out.printf("                      answers p, and behind the inputs the right ones t%n");
        out.printf("  after step   mean error     0,0: 0     0,1: 1     1,0: 1     1,1: 0%n");
        int next = 1;
        for (int number = 1; number <= steps; number++) {
            if (number > 1) {
                step.step(table.features(), 0, table.targets(), 0, ROWS);
            }
            if (number == next || number == steps) {
                next *= 2;
                progress(out, number, network, table);
            }
        }
        Evaluation last = Evaluation.of(network, new BinaryCrossEntropy(), table);
        out.printf(
                "%n%s%n",
                last.metric(Metric.ACCURACY) == 1
                        ? "Learned: every answer is on the right side of one half."
                        : "Not learned: it got stuck or needs more steps; try another --seed.");
    }

    private static void progress(PrintWriter out, int number, Network network, Dataset table) {
        double error = Evaluation.of(network, new BinaryCrossEntropy(), table).loss();
        out.printf(Locale.ROOT, "  %10d  %11.5f", number, error);
        for (float z : network.predict(table.features())) {
            out.printf(Locale.ROOT, "  %9.5f", 1 / (1 + Math.exp(-z)));
        }
        out.println();
    }
}
