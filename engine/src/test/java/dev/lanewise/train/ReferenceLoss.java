package dev.lanewise.train;

import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.loss.BinaryFocalCrossEntropy;
import dev.lanewise.loss.ElementwiseLoss;
import dev.lanewise.loss.Hinge;
import dev.lanewise.loss.Huber;
import dev.lanewise.loss.KlDivergence;
import dev.lanewise.loss.LogCosh;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanAbsoluteError;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.loss.PoissonNegativeLogLikelihood;
import dev.lanewise.loss.Quantile;
import dev.lanewise.loss.SampleWeighted;
import dev.lanewise.loss.SmoothL1;
import dev.lanewise.loss.SoftmaxCrossEntropy;
import dev.lanewise.loss.SoftmaxFocalCrossEntropy;
import dev.lanewise.loss.SquaredHinge;
import dev.lanewise.loss.Summed;
import java.util.Arrays;
import java.util.List;

/** The losses of rows in double precision, from their documentation alone. */
final class ReferenceLoss {
    private ReferenceLoss() {}

    /** The loss of a row. */
    static double of(Loss loss, double[] z, double[] t) {
        return switch (loss) {
            case Summed(Loss inner) -> of(inner, z, t);
            case SampleWeighted(Loss inner) -> t[t.length - 1] * of(inner, z, label(t));
            case ElementwiseLoss elementwise -> {
                double sum = 0;
                for (int j = 0; j < z.length; j++) {
                    sum += ofElement(elementwise, z[j], t[j], j);
                }
                yield sum;
            }
            case SoftmaxCrossEntropy s -> crossEntropy(s, z, t);
            case KlDivergence _ -> {
                double sum = 0;
                for (int j = 0; j < z.length; j++) {
                    sum += t[j] == 0 ? 0 : t[j] * (Math.log(t[j]) - logSoftmax(z)[j]);
                }
                yield sum;
            }
            case SoftmaxFocalCrossEntropy f -> {
                double log = logSoftmax(z)[(int) t[0]];
                double factor = f.alpha().isEmpty() ? 1 : f.alpha().get((int) t[0]);
                yield -factor * Math.pow(1 - Math.exp(log), f.gamma()) * log;
            }
        };
    }

    /** What a row counts in a mean. */
    static double weight(Loss loss, double[] t, int outputs) {
        return switch (loss) {
            case Summed(Loss inner) -> weight(inner, t, outputs);
            case SampleWeighted(Loss inner) -> t[t.length - 1] * weight(inner, label(t), outputs);
            case ElementwiseLoss _ -> outputs;
            case SoftmaxCrossEntropy s -> {
                boolean alike = s.classWeights().isEmpty()
                        || s.targets() == SoftmaxCrossEntropy.Targets.DISTRIBUTIONS;
                yield ignored(s, t) ? 0 : alike ? 1 : s.classWeights().get((int) t[0]);
            }
            case KlDivergence _ -> 1;
            case SoftmaxFocalCrossEntropy _ -> 1;
        };
    }

    private static double[] label(double[] t) {
        return Arrays.copyOf(t, t.length - 1);
    }

    private static boolean ignored(SoftmaxCrossEntropy loss, double[] t) {
        return loss.ignoredIndex().isPresent() && t[0] == loss.ignoredIndex().getAsInt();
    }

    private static double crossEntropy(SoftmaxCrossEntropy loss, double[] z, double[] t) {
        if (ignored(loss, t)) {
            return 0;
        }
        boolean index = loss.targets() == SoftmaxCrossEntropy.Targets.CLASS_INDICES;
        double s = loss.labelSmoothing();
        double[] log = logSoftmax(z);
        double sum = 0;
        for (int j = 0; j < z.length; j++) {
            double target = index ? (j == (int) t[0] ? 1 : 0) : t[j];
            double weight = loss.classWeights().isEmpty() ? 1 : loss.classWeights().get(j);
            sum -= weight * ((1 - s) * target + s / z.length) * log[j];
        }
        return sum;
    }

    private static double ofElement(ElementwiseLoss loss, double z, double t, int column) {
        double d = z - t;
        double a = Math.abs(d);
        return switch (loss) {
            case MeanSquaredError _ -> d * d;
            case MeanAbsoluteError _ -> a;
            case Huber(double delta) -> a <= delta ? d * d / 2 : delta * (a - delta / 2);
            case SmoothL1(double beta) -> a < beta ? d * d / 2 / beta : a - beta / 2;
            case LogCosh _ -> Math.log(Math.cosh(d));
            case Quantile(List<Double> quantiles) -> {
                double q = quantiles.get(column % quantiles.size());
                yield d > 0 ? (1 - q) * d : -q * d;
            }
            case PoissonNegativeLogLikelihood _ -> Math.exp(z) - t * z;
            case BinaryCrossEntropy(List<Double> weights) -> {
                double w = weights.isEmpty() ? 1 : weights.get(column % weights.size());
                yield -w * t * Math.log(sigmoid(z)) - (1 - t) * Math.log(sigmoid(-z));
            }
            case BinaryFocalCrossEntropy f -> {
                double p = sigmoid(t == 1 ? z : -z);
                double alpha = f.alpha().orElse(1);
                double factor = t == 1 || f.alpha().isEmpty() ? alpha : 1 - alpha;
                yield -factor * Math.pow(1 - p, f.gamma()) * Math.log(p);
            }
            case Hinge _ -> Math.max(0, 1 - t * z);
            case SquaredHinge _ -> Math.pow(Math.max(0, 1 - t * z), 2);
        };
    }

    private static double sigmoid(double z) {
        return 1 / (1 + Math.exp(-z));
    }

    private static double[] logSoftmax(double[] z) {
        double log = Math.log(Arrays.stream(z).map(Math::exp).sum());
        return Arrays.stream(z).map(x -> x - log).toArray();
    }
}
