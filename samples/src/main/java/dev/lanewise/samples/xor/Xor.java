package dev.lanewise.samples.xor;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import dev.lanewise.samples.common.OptionChecks;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import dev.lanewise.train.TrainingStep;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
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
 * <p>Run it: {@code mvn -q -Psample -Dsample=01}. Then try {@code -Dargs="--seed 4"}, which gets
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
 *   w11 =   1.20316  w12 =   0.27706  w21 =  -0.64956  w22 =  -0.60916
 *    b1 =   0.00000   b2 =   0.00000   v1 =  -1.41157   v2 =  -0.16676
 *     c =   0.00000
 *
 * STEP 1 of 4, FORWARD: from the inputs to the answers.
 *
 * Row 3 in full, x1 = 1 and x2 = 0:
 *   z1 = x1*w11 + x2*w21 + b1  = 1*1.20316 + 0*-0.64956 + 0.00000 = 1.20316
 *   h1 = tanh(z1)              = tanh(1.20316) = 0.83462
 *   z2 = x1*w12 + x2*w22 + b2  = 1*0.27706 + 0*-0.60916 + 0.00000 = 0.27706
 *   h2 = tanh(z2)              = tanh(0.27706) = 0.27018
 *   z  = h1*v1 + h2*v2 + c     = 0.83462*-1.41157 + 0.27018*-0.16676 + 0.00000 = -1.22317
 *   p  = 1 / (1 + e^-z)        = 1 / (1 + 3.39795) = 0.22738
 *
 * All rows, by hand and by the engine, which takes them together as one matrix:
 *          by hand                       the engine
 *   x1 x2        h1        h2         z        h1        h2         z         p
 *    0  0   0.00000   0.00000   0.00000   0.00000   0.00000   0.00000   0.50000
 *    0  1  -0.57138  -0.54354   0.89718  -0.57138  -0.54354   0.89718   0.71037
 *    1  0   0.83462   0.27018  -1.22317   0.83462   0.27018  -1.22317   0.22738
 *    1  1   0.50321  -0.32041  -0.65689   0.50321  -0.32041  -0.65689   0.34144
 *
 * STEP 2 of 4, ERROR: how far the answers are from the right ones.
 *
 *   x1 x2  t          p                     E
 *    0  0  0    0.50000  -ln(1-p) =   0.69315
 *    0  1  1    0.71037  -ln(p)   =   0.34197
 *    1  0  1    0.22738  -ln(p)   =   1.48114
 *    1  1  0    0.34144  -ln(1-p) =   0.41770
 *   mean of the rows                  0.73349, the engine: 0.73349
 *
 * STEP 3 of 4, BACKWARD: how the error changes with each parameter, by the chain rule.
 * It goes from the back to the front; every line takes a derivative from above it,
 * times one factor more. Row 3 in full, x1 = 1, x2 = 0 and t = 1:
 *
 *   dE/dp   = (p-t) / (p*(1-p))                      =  -4.39795
 *   dE/dz   = dE/dp * dp/dz      = dE/dp  * p*(1-p)  =  -4.39795 *   0.17568 =  -0.77262
 *   (the two cancel: dE/dz is p - t, -0.77262)
 *   dE/dc   = dE/dz * dz/dc      = dE/dz  * 1        =  -0.77262 *   1.00000 =  -0.77262
 *   dE/dv1  = dE/dz * dz/dv1     = dE/dz  * h1       =  -0.77262 *   0.83462 =  -0.64484
 *   dE/dh1  = dE/dz * dz/dh1     = dE/dz  * v1       =  -0.77262 *  -1.41157 =   1.09061
 *   dE/dz1  = dE/dh1 * dh1/dz1   = dE/dh1 * (1-h1^2) =   1.09061 *   0.30342 =   0.33091
 *   dE/dw11 = dE/dz1 * dz1/dw11  = dE/dz1 * x1       =   0.33091 *   1.00000 =   0.33091
 *   dE/dw21 = dE/dz1 * dz1/dw21  = dE/dz1 * x2       =   0.33091 *   0.00000 =   0.00000
 *   dE/db1  = dE/dz1 * dz1/db1   = dE/dz1 * 1        =   0.33091 *   1.00000 =   0.33091
 *   dE/dv2  = dE/dz * dz/dv2     = dE/dz  * h2       =  -0.77262 *   0.27018 =  -0.20875
 *   dE/dh2  = dE/dz * dz/dh2     = dE/dz  * v2       =  -0.77262 *  -0.16676 =   0.12884
 *   dE/dz2  = dE/dh2 * dh2/dz2   = dE/dh2 * (1-h2^2) =   0.12884 *   0.92700 =   0.11944
 *   dE/dw12 = dE/dz2 * dz2/dw12  = dE/dz2 * x1       =   0.11944 *   1.00000 =   0.11944
 *   dE/dw22 = dE/dz2 * dz2/dw22  = dE/dz2 * x2       =   0.11944 *   0.00000 =   0.00000
 *   dE/db2  = dE/dz2 * dz2/db2   = dE/dz2 * 1        =   0.11944 *   1.00000 =   0.11944
 *
 * The gradient is the mean over the rows. Beside it, to check: the engine's, and the
 * slope measured without calculus, (E(w+h) - E(w-h)) / 2h of the mean error E with
 * h = 1e-05.
 *
 *              by the chain rule, in row                       the  measured
 *           1         2         3         4      mean    engine     slope
 *   w11   0.00000   0.00000   0.33091  -0.35992  -0.00725  -0.00725  -0.00725
 *   w12   0.00000   0.00000   0.11944  -0.05109   0.01709   0.01709   0.01709
 *   w21   0.00000   0.27536   0.00000  -0.35992  -0.02114  -0.02114  -0.02114
 *   w22   0.00000   0.03403   0.00000  -0.05109  -0.00427  -0.00427  -0.00427
 *    b1  -0.70578   0.27536   0.33091  -0.35992  -0.11486  -0.11486  -0.11486
 *    b2  -0.08338   0.03403   0.11944  -0.05109   0.00475   0.00475   0.00475
 *    v1   0.00000   0.16549  -0.64484   0.17182  -0.07688  -0.07688  -0.07688
 *    v2   0.00000   0.15743  -0.20875  -0.10940  -0.04018  -0.04018  -0.04018
 *     c   0.50000  -0.28963  -0.77262   0.34144  -0.05520  -0.05520  -0.05520
 *
 * Largest difference from the mean: 2e-08 for the engine, which counts in floats,
 * and 1e-11 for the slope.
 *
 * STEP 4 of 4, UPDATE: w <- w - learning rate * dE/dw, downhill.
 *
 *             w -  1.0 *     dE/dw =   by hand    engine
 *   w11   1.20316 -  1.0 *  -0.00725 =   1.21042   1.21042
 *   w12   0.27706 -  1.0 *   0.01709 =   0.25997   0.25997
 *   w21  -0.64956 -  1.0 *  -0.02114 =  -0.62842  -0.62842
 *   w22  -0.60916 -  1.0 *  -0.00427 =  -0.60490  -0.60490
 *    b1   0.00000 -  1.0 *  -0.11486 =   0.11486   0.11486
 *    b2   0.00000 -  1.0 *   0.00475 =  -0.00475  -0.00475
 *    v1  -1.41157 -  1.0 *  -0.07688 =  -1.33468  -1.33468
 *    v2  -0.16676 -  1.0 *  -0.04018 =  -0.12658  -0.12658
 *     c   0.00000 -  1.0 *  -0.05520 =   0.05520   0.05520
 *
 * The mean error falls from 0.73349 to 0.71151.
 *
 * THE SAME FOUR AGAIN AND AGAIN, 512 steps in all.
 *
 *                       answers p, and behind the inputs the right ones t
 *   after step   mean error     0,0: 0     0,1: 1     1,0: 1     1,1: 0
 *            1      0.71151    0.47581    0.68026    0.24323    0.33043
 *            2      0.69573    0.46922    0.66926    0.26326    0.33854
 *            4      0.67243    0.46800    0.66415    0.30041    0.36031
 *            8      0.64312    0.46846    0.67148    0.34800    0.38535
 *           16      0.59698    0.44881    0.70798    0.37779    0.37717
 *           32      0.44492    0.34953    0.75904    0.47072    0.27415
 *           64      0.12321    0.09567    0.86809    0.84379    0.07780
 *          128      0.03822    0.02902    0.95271    0.95090    0.02433
 *          256      0.01522    0.01141    0.98050    0.98020    0.00967
 *          512      0.00678    0.00503    0.99118    0.99111    0.00430
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
            description = "The first weights follow from it; with 4 the training gets stuck"
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
        OptionChecks.positive(spec, "--steps", steps);
        OptionChecks.learningRate(spec, learningRate);
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
            out.printf(Locale.ROOT, "  %9.5f", 1 / (1 + StrictMath.exp(-z)));
        }
        out.println();
    }
}
