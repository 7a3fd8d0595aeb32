package dev.lanewise.samples.xor;

/**
 * The network of {@link Xor} once more, without the engine: plain Java in double precision, a
 * formula a line. What the engine computes in whole matrices can be followed here number by number.
 *
 * <p>The parameters stand in one array, in the engine's order, which is that of {@link #NAMES}.
 * {@link StrictMath} makes every machine print the same.
 */
final class ByHand {
    /** Units of the hidden layer. */
    static final int HIDDEN = 2;

    /** The order of the parameters. */
    static final String[] NAMES = {"w11", "w12", "w21", "w22", "b1", "b2", "v1", "v2", "c"};

    /** Where the bias c of the output stands. */
    static final int C = 8;

    /** The truth table: x1, x2 and the right answer t of each row. */
    static final int[][] ROWS = {{0, 0, 0}, {0, 1, 1}, {1, 0, 1}, {1, 1, 0}};

    private ByHand() {}

    /** Where the weight from input i to hidden unit j stands, both counted from 0. */
    static int w(int i, int j) {
        return i * HIDDEN + j;
    }

    /** Where the bias of hidden unit j stands. */
    static int b(int j) {
        return 4 + j;
    }

    /** Where the weight from hidden unit j to the output stands. */
    static int v(int j) {
        return 6 + j;
    }

    /**
     * What the forward pass of a row computes.
     *
     * @param zs sums of the hidden units
     * @param h outputs of the hidden units
     * @param z sum of the output
     * @param p the answer
     * @param error of the answer
     */
    record Forward(double[] zs, double[] h, double z, double p, double error) {}

    /**
     * What the backward pass of a row computes: the derivative of the error with respect to each
     * number of the forward pass, and to each parameter.
     */
    record Backward(double dP, double dZ, double[] dH, double[] dZs, double[] dParameters) {}

    /** From the inputs to the error. */
    static Forward forward(double[] parameters, int[] row) {
        double[] zs = new double[HIDDEN];
        double[] h = new double[HIDDEN];
        double z = parameters[C];
        for (int j = 0; j < HIDDEN; j++) {
            zs[j] = row[0] * parameters[w(0, j)] + row[1] * parameters[w(1, j)] + parameters[b(j)];
            h[j] = StrictMath.tanh(zs[j]);
            z += h[j] * parameters[v(j)];
        }
        double p = 1 / (1 + StrictMath.exp(-z));
        double t = row[2];
        double error = -t * StrictMath.log(p) - (1 - t) * StrictMath.log(1 - p);
        return new Forward(zs, h, z, p, error);
    }

    /**
     * From the error to the parameters: each line takes what is known and multiplies one factor.
     */
    static Backward backward(double[] parameters, int[] row, Forward f) {
        double t = row[2];
        double dP = (f.p - t) / (f.p * (1 - f.p));
        double dZ = dP * (f.p * (1 - f.p));
        double[] dH = new double[HIDDEN];
        double[] dZs = new double[HIDDEN];
        double[] d = new double[parameters.length];
        d[C] = dZ * 1;
        for (int j = 0; j < HIDDEN; j++) {
            d[v(j)] = dZ * f.h[j];
            dH[j] = dZ * parameters[v(j)];
            dZs[j] = dH[j] * (1 - f.h[j] * f.h[j]);
            d[w(0, j)] = dZs[j] * row[0];
            d[w(1, j)] = dZs[j] * row[1];
            d[b(j)] = dZs[j] * 1;
        }
        return new Backward(dP, dZ, dH, dZs, d);
    }

    /** What training makes small. */
    static double meanError(double[] parameters) {
        double sum = 0;
        for (int[] row : ROWS) {
            sum += forward(parameters, row).error;
        }
        return sum / ROWS.length;
    }

    /**
     * The slope of the mean error along one parameter, without any calculus: two errors compared.
     */
    static double slope(double[] parameters, int index, double h) {
        double[] moved = parameters.clone();
        moved[index] = parameters[index] + h;
        double above = meanError(moved);
        moved[index] = parameters[index] - h;
        double below = meanError(moved);
        return (above - below) / (2 * h);
    }
}
