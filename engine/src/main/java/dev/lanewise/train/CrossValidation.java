package dev.lanewise.train;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Folds;
import dev.lanewise.internal.Checks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.ToDoubleFunction;

/**
 * What a way of training is worth, judged on each part of a data set after training on the others.
 *
 * {@snippet :
 * CrossValidation result = CrossValidation.of(
 *         Folds.stratified(dataset, 5, seed),
 *         (training, heldOut) -> {
 *             Network network = Network.inputs(30).dense(16, Activation.RELU).dense(1).build(seed);
 *             Trainer.of(network, loss, Adam.of(1e-3)).fit(training);
 *             return Evaluation.of(network, loss, heldOut);
 *         });
 * System.out.println(result);
 * }
 *
 * <p>The network must be a new one each time, and what is fitted to data, such as a scaler, must be
 * fitted to the training part alone.
 *
 * @param folds an evaluation of each part, at least two, all with the same metrics
 */
public record CrossValidation(List<Evaluation> folds) {
    /** Keeps a copy of the list. */
    public CrossValidation {
        folds = List.copyOf(folds);
        Checks.require(folds.size() >= 2, "number of folds", folds.size(), "at least 2");
        for (Evaluation fold : folds) {
            Checks.require(
                    fold.metrics().keySet().equals(folds.getFirst().metrics().keySet()),
                    "metrics of a fold",
                    fold.metrics().keySet(),
                    folds.getFirst().metrics().keySet() + ", those of the first");
        }
    }

    /**
     * Trains and evaluates once for each part, one after the other.
     *
     * @param evaluation what to do with the rows to train on and those held out
     */
    public static CrossValidation of(
            Folds folds, BiFunction<Dataset, Dataset, Evaluation> evaluation) {
        List<Evaluation> done = new ArrayList<>();
        for (int i = 0; i < folds.count(); i++) {
            Dataset.Split split = folds.split(i);
            done.add(evaluation.apply(split.training(), split.heldOut()));
        }
        return new CrossValidation(done);
    }

    /** The losses of the folds. */
    public Spread loss() {
        return spread(Evaluation::loss);
    }

    /**
     * A metric of the folds.
     *
     * @throws IllegalArgumentException where the evaluations do not have it
     */
    public Spread metric(Metric metric) {
        return spread(fold -> fold.metric(metric));
    }

    /** All metrics, in the order of {@link Metric}. */
    public Map<Metric, Spread> metrics() {
        Map<Metric, Spread> all = new EnumMap<>(Metric.class);
        folds.getFirst().metrics().keySet().forEach(metric -> all.put(metric, metric(metric)));
        return Collections.unmodifiableMap(all);
    }

    private Spread spread(ToDoubleFunction<Evaluation> figure) {
        double sum = 0;
        for (Evaluation fold : folds) {
            sum += figure.applyAsDouble(fold);
        }
        double mean = sum / folds.size();
        double squares = 0;
        for (Evaluation fold : folds) {
            double distance = figure.applyAsDouble(fold) - mean;
            squares += distance * distance;
        }
        return new Spread(mean, Math.sqrt(squares / (folds.size() - 1)));
    }

    /**
     * A figure over all folds; NaN where it is NaN in one of them.
     *
     * @param mean each fold counting the same
     * @param standardDeviation of the folds, with n − 1 in the denominator
     */
    public record Spread(double mean, double standardDeviation) {
        /** Mean and standard deviation to four decimals. */
        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%.4f ± %.4f", mean, standardDeviation);
        }
    }

    /** A line for the loss and for each metric. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("loss " + loss());
        metrics().forEach((metric, spread) -> text.append("\n").append(metric + " " + spread));
        return text.toString();
    }
}
