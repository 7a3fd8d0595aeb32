package dev.lanewise.listener;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedMap;

/** The figures of an epoch by name, in the order of the columns of a table. */
final class EpochFigures {
    private EpochFigures() {}

    /**
     * Losses and metrics: {@code training_loss}, {@code training_accuracy}, and so on, then the
     * same of the validation where there was one.
     */
    static SequencedMap<String, Number> ofEvaluations(Epoch epoch) {
        SequencedMap<String, Number> figures = new LinkedHashMap<>();
        add(figures, "training_", epoch.training());
        epoch.validation().ifPresent(evaluation -> add(figures, "validation_", evaluation));
        return figures;
    }

    private static void add(
            SequencedMap<String, Number> figures, String prefix, Evaluation evaluation) {
        figures.put(prefix + "loss", evaluation.loss());
        evaluation.metrics()
                .forEach((metric, value) -> figures
                        .put(prefix + metric.name().toLowerCase(Locale.ROOT), value));
    }

    /** The same after {@code epoch}, its number, and {@code seconds}. */
    static SequencedMap<String, Number> of(Epoch epoch) {
        SequencedMap<String, Number> row = new LinkedHashMap<>();
        row.put("epoch", epoch.number());
        row.put("seconds", epoch.seconds());
        row.putAll(ofEvaluations(epoch));
        return row;
    }

    /**
     * The names for a table that begins with an epoch. Those of the validation are among them even
     * if that epoch has none, since a later one may.
     */
    static List<String> names(Epoch first) {
        Optional<Evaluation> validation = Optional.of(first.validation().orElse(first.training()));
        Epoch whole =
                new Epoch(
                        first.number(), first.training(), validation, first.seconds(),
                        first.learningRate(), first.complete());
        return List.copyOf(of(whole).sequencedKeySet());
    }
}
