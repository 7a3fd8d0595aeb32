package dev.lanewise.samples.xor;

import dev.lanewise.nn.Network;
import dev.lanewise.train.TrainingStep;
import java.io.PrintWriter;
import java.util.Locale;

/**
 * Tells the first step of {@link Xor} in words and numbers: what was computed by hand, and beside
 * it what the engine got.
 */
final class FirstStep {
    /** The row whose numbers are written out in full: x1 = 1, x2 = 0, t = 1. */
    private static final int SHOWN = 2;

    /** Half the distance between the two errors of a slope: small, yet far above rounding. */
    private static final double H = 1e-5;

    private static final int ROWS = ByHand.ROWS.length;

    private final PrintWriter out;
    private final Network network;
    private final TrainingStep step;
    private final double[] before;

    /** Remembers the parameters as they are before the step. */
    FirstStep(PrintWriter out, Network network, TrainingStep step) {
        this.out = out;
        this.network = network;
        this.step = step;
        this.before = toDoubles(network.parameters());
    }

    private static double[] toDoubles(float[] values) {
        double[] doubles = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            doubles[i] = values[i];
        }
        return doubles;
    }

    /** The network and what it starts with. */
    void introduction(long seed) {
        out.print(
                """
                XOR: 1 if one of the two inputs is 1, but not if both are. No straight line parts
                the ones from the zeros, so there must be a hidden layer; two units are enough.

                  z1 = x1*w11 + x2*w21 + b1        h1 = tanh(z1)
                  z2 = x1*w12 + x2*w22 + b2        h2 = tanh(z2)
                  z  = h1*v1 + h2*v2 + c           p  = 1 / (1 + e^-z)
                  E  = -t*ln(p) - (1-t)*ln(1-p)

                x1 and x2 are the inputs, p is the answer (how likely a 1 is), t the right answer
                and E the error. The weights w and v are drawn from seed %d, the biases b and c
                start at 0:

                """
                        .formatted(seed));
        for (int i = 0; i < before.length; i++) {
            String end = i % 4 == 3 || i == ByHand.C ? "%n" : "";
            say("  %3s = %s" + end, ByHand.NAMES[i], number(before[i]));
        }
    }

    /** The first of the four, after the engine has done it. */
    void forward() {
        int[] row = ByHand.ROWS[SHOWN];
        ByHand.Forward f = ByHand.forward(before, row);
        say("%nSTEP 1 of 4, FORWARD: from the inputs to the answers.%n%n");
        say("Row %d in full, x1 = %d and x2 = %d:%n", SHOWN + 1, row[0], row[1]);
        for (int j = 0; j < ByHand.HIDDEN; j++) {
            line(unit("z# = x1*w1# + x2*w2# + b#", j), sum(row, j), f.zs()[j]);
            line(unit("h# = tanh(z#)", j), "tanh(%s)".formatted(bare(f.zs()[j])), f.h()[j]);
        }
        String sum =
                "%s*%s + %s*%s + %s"
                        .formatted(
                                bare(f.h()[0]),
                                bare(before[ByHand.v(0)]),
                                bare(f.h()[1]),
                                bare(before[ByHand.v(1)]),
                                bare(before[ByHand.C]));
        line("z  = h1*v1 + h2*v2 + c", sum, f.z());
        line("p  = 1 / (1 + e^-z)", "1 / (1 + %s)".formatted(bare(StrictMath.exp(-f.z()))), f.p());
        allAnswers();
    }

    private String sum(int[] row, int j) {
        return "%d*%s + %d*%s + %s"
                .formatted(
                        row[0],
                        bare(before[ByHand.w(0, j)]),
                        row[1],
                        bare(before[ByHand.w(1, j)]),
                        bare(before[ByHand.b(j)]));
    }

    private void allAnswers() {
        float[] h = step.outputs(0, ROWS);
        float[] z = step.outputs(1, ROWS);
        say("%nAll rows, by hand and by the engine, which takes them together as one matrix:%n");
        say("         by hand                       the engine%n");
        say("  x1 x2        h1        h2         z        h1        h2         z         p%n");
        for (int r = 0; r < ROWS; r++) {
            ByHand.Forward f = ByHand.forward(before, ByHand.ROWS[r]);
            say("   %d  %d", ByHand.ROWS[r][0], ByHand.ROWS[r][1]);
            numbers(f.h()[0], f.h()[1], f.z(), h[2 * r], h[2 * r + 1], z[r], f.p());
        }
    }

    /**
     * The second.
     *
     * @param engine the mean error that the engine found
     */
    void error(float engine) {
        say("%nSTEP 2 of 4, ERROR: how far the answers are from the right ones.%n%n");
        say("  x1 x2  t          p%22s%n", "E");
        for (int[] row : ByHand.ROWS) {
            ByHand.Forward f = ByHand.forward(before, row);
            String formula = row[2] == 1 ? "-ln(p)   =" : "-ln(1-p) =";
            say("   %d  %d  %d  %s", row[0], row[1], row[2], number(f.p()));
            say("  %s %s%n", formula, number(f.error()));
        }
        double mean = ByHand.meanError(before);
        say("  %-32s%s", "mean of the rows", number(mean));
        say(", the engine: %s%n", bare(engine));
    }

    /** The third. */
    void backward() {
        int[] row = ByHand.ROWS[SHOWN];
        ByHand.Forward f = ByHand.forward(before, row);
        ByHand.Backward d = ByHand.backward(before, row, f);
        say(
                """

                STEP 3 of 4, BACKWARD: how the error changes with each parameter, by the chain rule.
                It goes from the back to the front; every line takes a derivative from above it,
                times one factor more. Row %d in full, x1 = %d, x2 = %d and t = %d:

                """,
                SHOWN + 1,
                row[0],
                row[1],
                row[2]);
        say("  %-48s = %s%n", "dE/dp   = (p-t) / (p*(1-p))", number(d.dP()));
        product("dE/dz", "dE/dp", "dp/dz", "p*(1-p)", d.dP(), f.p() * (1 - f.p()));
        say("  (the two cancel: dE/dz is p - t, %s)%n", bare(f.p() - row[2]));
        product("dE/dc", "dE/dz", "dz/dc", "1", d.dZ(), 1);
        for (int j = 0; j < ByHand.HIDDEN; j++) {
            backward(j, row, f, d);
        }
        gradients();
    }

    private void backward(int j, int[] row, ByHand.Forward f, ByHand.Backward d) {
        double h = f.h()[j];
        String dH = unit("dE/dh#", j);
        String dZ = unit("dE/dz#", j);
        product(unit("dE/dv#", j), "dE/dz", unit("dz/dv#", j), unit("h#", j), d.dZ(), h);
        product(dH, "dE/dz", unit("dz/dh#", j), unit("v#", j), d.dZ(), before[ByHand.v(j)]);
        product(dZ, dH, unit("dh#/dz#", j), unit("(1-h#^2)", j), d.dH()[j], 1 - h * h);
        product(unit("dE/dw1#", j), dZ, unit("dz#/dw1#", j), "x1", d.dZs()[j], row[0]);
        product(unit("dE/dw2#", j), dZ, unit("dz#/dw2#", j), "x2", d.dZs()[j], row[1]);
        product(unit("dE/db#", j), dZ, unit("dz#/db#", j), "1", d.dZs()[j], 1);
    }

    private void gradients() {
        double[][] rows = new double[ROWS][];
        for (int r = 0; r < ROWS; r++) {
            int[] row = ByHand.ROWS[r];
            rows[r] = ByHand.backward(before, row, ByHand.forward(before, row)).dParameters();
        }
        say(
                """

                The gradient is the mean over the rows. Beside it, to check: the engine's, and the
                slope measured without calculus, (E(w+h) - E(w-h)) / 2h of the mean error E with
                h = %.0e.

                             by the chain rule, in row                       the  measured
                          1         2         3         4      mean    engine     slope
                """,
                H);
        double engineOff = 0;
        double slopeOff = 0;
        for (int i = 0; i < before.length; i++) {
            double[] d = {rows[0][i], rows[1][i], rows[2][i], rows[3][i]};
            double mean = (d[0] + d[1] + d[2] + d[3]) / ROWS;
            double engine = step.gradients()[i];
            double slope = ByHand.slope(before, i, H);
            say("  %3s", ByHand.NAMES[i]);
            numbers(d[0], d[1], d[2], d[3], mean, engine, slope);
            engineOff = Math.max(engineOff, Math.abs(engine - mean));
            slopeOff = Math.max(slopeOff, Math.abs(slope - mean));
        }
        say("%nLargest difference from the mean: %.0e for the engine, which counts in", engineOff);
        say(" floats,%nand %.0e for the slope.%n", slopeOff);
    }

    /** The fourth. */
    void update(double learningRate) {
        say("%nSTEP 4 of 4, UPDATE: w <- w - learning rate * dE/dw, downhill.%n%n");
        say("            w - %4s *     dE/dw =   by hand    engine%n", learningRate);
        float[] after = network.parameters();
        for (int i = 0; i < before.length; i++) {
            double g = step.gradients()[i];
            say("  %3s %s - %4s", ByHand.NAMES[i], number(before[i]), learningRate);
            say(" * %s =", number(g));
            numbers(before[i] - learningRate * g, after[i]);
        }
        say(
                "%nThe mean error falls from %s to %s.%n",
                bare(ByHand.meanError(before)),
                bare(ByHand.meanError(toDoubles(after))));
    }

    private void product(
            String name, String known, String factor, String formula, double a, double b) {
        String words = "%-7s = %s * %s".formatted(name, known, factor);
        say("  %-28s = %-6s * %-8s", words, known, formula);
        say(" = %s * %s = %s%n", number(a), number(b), number(a * b));
    }

    private void line(String formula, String numbers, double result) {
        say("  %-26s = %s = %s%n", formula, numbers, bare(result));
    }

    private void numbers(double... values) {
        for (double value : values) {
            say(" %s", number(value));
        }
        say("%n");
    }

    /** The name of a number of hidden unit j, for # in the pattern. */
    private static String unit(String pattern, int j) {
        return pattern.replace('#', (char) ('1' + j));
    }

    /** Nine characters, or more where the number is large. */
    private static String number(double value) {
        return "%9s".formatted(bare(value));
    }

    private static String bare(double value) {
        String text = String.format(Locale.ROOT, "%.5f", value);
        return text.equals("-0.00000") ? "0.00000" : text;
    }

    private void say(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
    }
}
