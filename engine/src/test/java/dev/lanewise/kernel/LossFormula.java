package dev.lanewise.kernel;

import java.util.Arrays;

/** A loss of a row of outputs in double precision, its gradient, and for how much the row counts. */
interface LossFormula {
    double loss(double[] z, double[] t);

    double[] gradient(double[] z, double[] t);

    default double weight(double[] t, int columns) {
        return 1;
    }

    /** A function of an element, of its target and of its column. */
    interface Element {
        double at(double z, double t, int column);
    }

    /** A sum over elements. */
    static LossFormula elements(Element loss, Element derivative) {
        return new LossFormula() {
            @Override
            public double loss(double[] z, double[] t) {
                double sum = 0;
                for (int j = 0; j < z.length; j++) {
                    sum += loss.at(z[j], t[j], j);
                }
                return sum;
            }

            @Override
            public double[] gradient(double[] z, double[] t) {
                double[] gradient = new double[z.length];
                Arrays.setAll(gradient, j -> derivative.at(z[j], t[j], j));
                return gradient;
            }

            @Override
            public double weight(double[] t, int columns) {
                return columns;
            }
        };
    }

    /** What targets become before they are compared with a softmax. */
    interface Mixture {
        double[] of(double[] t, int classes);
    }

    /** For how much a row counts. */
    interface RowWeight {
        double of(double[] t);
    }

    /** Cross-entropy of a softmax: Σ t[j]·(ln Σ e^z − z[j]). */
    static LossFormula softmax(Mixture mixture, RowWeight weight) {
        return new LossFormula() {
            @Override
            public double loss(double[] z, double[] t) {
                double[] mixed = mixture.of(t, z.length);
                double log = logSumExp(z);
                double sum = 0;
                for (int j = 0; j < z.length; j++) {
                    sum += mixed[j] == 0 ? 0 : mixed[j] * (log - z[j]);
                }
                return sum;
            }

            @Override
            public double[] gradient(double[] z, double[] t) {
                double[] mixed = mixture.of(t, z.length);
                double total = Arrays.stream(mixed).sum();
                double log = logSumExp(z);
                double[] gradient = new double[z.length];
                Arrays.setAll(gradient, j -> total * Math.exp(z[j] - log) - mixed[j]);
                return gradient;
            }

            @Override
            public double weight(double[] t, int columns) {
                return weight.of(t);
            }
        };
    }

    /** a·(1 − p)^γ·(−ln p) with the softmax's share p of the class that the target names. */
    static LossFormula focal(double gamma, RowWeight factor) {
        return new LossFormula() {
            @Override
            public double loss(double[] z, double[] t) {
                double log = logSumExp(z) - z[(int) t[0]];
                return factor.of(t) * Math.pow(-Math.expm1(-log), gamma) * log;
            }

            @Override
            public double[] gradient(double[] z, double[] t) {
                double sum = logSumExp(z);
                double log = sum - z[(int) t[0]];
                double p = Math.exp(-log);
                double rest = -Math.expm1(-log);
                double slope = rest == 0
                        ? 0
                        : factor.of(t) * (Math.pow(rest, gamma)
                                + gamma * Math.pow(rest, gamma - 1) * p * log);
                double[] gradient = new double[z.length];
                Arrays.setAll(
                        gradient, j -> slope * (Math.exp(z[j] - sum) - (j == (int) t[0] ? 1 : 0)));
                return gradient;
            }
        };
    }

    /** The same loss times the last of the targets. */
    default LossFormula weighted() {
        LossFormula plain = this;
        return new LossFormula() {
            @Override
            public double loss(double[] z, double[] t) {
                return t[t.length - 1] * plain.loss(z, label(t));
            }

            @Override
            public double[] gradient(double[] z, double[] t) {
                return Arrays.stream(plain.gradient(z, label(t)))
                        .map(g -> g * t[t.length - 1])
                        .toArray();
            }

            @Override
            public double weight(double[] t, int columns) {
                return t[t.length - 1] * plain.weight(label(t), columns);
            }

            private static double[] label(double[] t) {
                return Arrays.copyOf(t, t.length - 1);
            }
        };
    }

    /** Another loss less something that depends on the targets alone. */
    default LossFormula minus(RowWeight constant) {
        LossFormula plain = this;
        return new LossFormula() {
            @Override
            public double loss(double[] z, double[] t) {
                return plain.loss(z, t) - constant.of(t);
            }

            @Override
            public double[] gradient(double[] z, double[] t) {
                return plain.gradient(z, t);
            }
        };
    }

    /** ln Σ e^z, without overflow. */
    static double logSumExp(double[] z) {
        double max = Arrays.stream(z).max().orElseThrow();
        double sum = 0;
        for (double x : z) {
            sum += Math.exp(x - max);
        }
        return max + Math.log(sum);
    }
}
