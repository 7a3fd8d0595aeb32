package dev.lanewise.io;

import dev.lanewise.internal.Checks;
import dev.lanewise.metric.RegressionSums;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.ReduceOnPlateau;
import dev.lanewise.train.BestSoFar;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.EpochSums;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import dev.lanewise.train.TrainingState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The part of a {@link TrainingState} that is neither in tensors nor of its step as a JSON object:
 * of networks it says only whether they are there. What may be missing is an array of
 * one or none; numbers keep their bits.
 */
final class TrainingText {
    private final JsonReader json;

    private TrainingText(Path file, String text) {
        this.json = new JsonReader(file, Stamp.TRAINING, text);
    }

    /**
     * What the text says, which is all but the step, arrays and networks.
     *
     * @param best without its network
     */
    record Content(
            int batch, double seconds, TrainingState.Order order, EpochSums sums,
            Optional<ReduceOnPlateau.State> plateau, boolean hasAverage, Optional<BestSoFar> best,
            boolean hasBestNetwork, List<Epoch> epochs) {
        /** All of it. */
        TrainingState state(
                StepCheckpoint step, Optional<Network> average, Optional<Network> bestNetwork) {
            return new TrainingState(
                    epochs, batch, seconds, order, step.network(), step.step(), sums, plateau,
                    average,
                    best.map(
                            b -> new BestSoFar(
                                    b.figure(), b.mark(), b.epochsSinceMark(), bestNetwork)));
        }
    }

    static String of(TrainingState state) {
        JsonWriter json = new JsonWriter();
        json.beginObject().name("batch").value(state.batch());
        json.name("seconds").value(state.seconds());
        json.name("seed").value(state.order().seed());
        json.name("batch_size").value(state.order().batchSize());
        json.name("batches").value(state.order().batches());
        json.name("accumulation").value(state.order().accumulation());
        write(json, state.sums());
        optional(json, "plateau", state.plateau(), p -> {
            json.beginObject().name("reduction").value(p.reduction());
            json.name("best").value(p.best()).name("bad_epochs").value(p.badEpochs());
            json.name("cooldown_left").value(p.cooldownLeft()).endObject();
        });
        json.name("average").value(state.average().isPresent());
        optional(json, "best", state.best(), b -> {
            json.beginObject().name("figure").value(b.figure()).name("mark").value(b.mark());
            json.name("epochs_since_mark").value(b.epochsSinceMark()).endObject();
        });
        json.name("best_network");
        json.value(state.best().flatMap(BestSoFar::network).isPresent());
        json.name("epochs").beginArray();
        state.epochs().forEach(epoch -> write(json, epoch));
        return json.endArray().endObject().toString();
    }

    private static <T> void optional(
            JsonWriter json, String name, Optional<T> value, Consumer<T> writer) {
        json.name(name).beginArray();
        value.ifPresent(writer);
        json.endArray();
    }

    private static void write(JsonWriter json, EpochSums sums) {
        json.name("rows").value(sums.rows()).name("loss_sum").value(sums.lossSum());
        json.name("loss_weight").value(sums.lossWeight()).name("correct").value(sums.correct());
        json.name("ignored").value(sums.ignored());
        RegressionSums.State errors = sums.errors();
        json.name("error_rows").value(errors.rows());
        json.name("absolute_errors").value(errors.absoluteErrors());
        json.name("squared_errors").value(errors.squaredErrors());
        write(json, "shift", errors.shift());
        write(json, "target_sum", errors.targetSum());
        write(json, "target_squares", errors.targetSquares());
    }

    private static void write(JsonWriter json, String name, List<Double> values) {
        json.name(name).beginArray();
        values.forEach(json::value);
        json.endArray();
    }

    private static void write(JsonWriter json, Epoch epoch) {
        json.beginObject().name("seconds").value(epoch.seconds());
        json.name("learning_rate").value(epoch.learningRate()).name("training");
        write(json, epoch.training());
        optional(json, "validation", epoch.validation(), e -> write(json, e));
        json.endObject();
    }

    private static void write(JsonWriter json, Evaluation evaluation) {
        json.beginObject().name("loss").value(evaluation.loss()).name("metrics").beginObject();
        evaluation.metrics().forEach((metric, value) -> json.name(metric.name()).value(value));
        json.endObject().endObject();
    }

    /** Reads what {@link #of} wrote. */
    static Content read(Path file, String text) throws SafetensorsFormatException {
        try {
            return new TrainingText(file, text).read();
        } catch (IllegalArgumentException e) {
            // of the records, which check their values themselves
            throw new SafetensorsFormatException(file, Stamp.TRAINING, e);
        }
    }

    private Content read() throws SafetensorsFormatException {
        json.beginObject();
        int batch = integer("batch", 0);
        double seconds = decimal("seconds");
        TrainingState.Order order =
                new TrainingState.Order(
                        whole("seed", Long.MIN_VALUE), integer("batch_size", 1),
                        integer("batches", 1), integer("accumulation", 1));
        EpochSums sums = sums();
        Optional<ReduceOnPlateau.State> plateau = optional("plateau", this::plateau);
        boolean average = flag("average");
        Optional<BestSoFar> best = optional("best", this::best);
        boolean bestNetwork = flag("best_network");
        List<Epoch> epochs = epochs();
        json.endObject();
        json.end();
        return new Content(
                batch, seconds, order, sums, plateau, average, best, bestNetwork, epochs);
    }

    private EpochSums sums() throws SafetensorsFormatException {
        long rows = whole("rows", 0);
        double lossSum = decimal("loss_sum");
        double lossWeight = decimal("loss_weight");
        long correct = whole("correct", 0);
        long ignored = whole("ignored", 0);
        RegressionSums.State errors =
                new RegressionSums.State(
                        whole("error_rows", 0), decimal("absolute_errors"),
                        decimal("squared_errors"), decimals("shift"), decimals("target_sum"),
                        decimals("target_squares"));
        return new EpochSums(rows, lossSum, lossWeight, correct, ignored, errors);
    }

    private ReduceOnPlateau.State plateau() throws SafetensorsFormatException {
        json.beginObject();
        ReduceOnPlateau.State state =
                new ReduceOnPlateau.State(
                        decimal("reduction"), decimal("best"), integer("bad_epochs", 0),
                        integer("cooldown_left", 0));
        json.endObject();
        return state;
    }

    private BestSoFar best() throws SafetensorsFormatException {
        json.beginObject();
        BestSoFar best =
                new BestSoFar(
                        decimal("figure"), decimal("mark"), integer("epochs_since_mark", 0),
                        Optional.empty());
        json.endObject();
        return best;
    }

    private List<Epoch> epochs() throws SafetensorsFormatException {
        List<Epoch> epochs = new ArrayList<>();
        json.name("epochs");
        json.beginArray();
        while (json.nextElement()) {
            json.beginObject();
            double seconds = decimal("seconds");
            double learningRate = decimal("learning_rate");
            json.name("training");
            Evaluation training = evaluation();
            Optional<Evaluation> validation = optional("validation", this::evaluation);
            json.endObject();
            epochs.add(
                    new Epoch(
                            epochs.size() + 1, training, validation, seconds, learningRate,
                            true));
        }
        return epochs;
    }

    private Evaluation evaluation() throws SafetensorsFormatException {
        json.beginObject();
        double loss = decimal("loss");
        Map<Metric, Double> metrics = new EnumMap<>(Metric.class);
        json.name("metrics");
        json.beginObject();
        String name;
        while ((name = json.nextName()) != null) {
            Double before = metrics.put(Metric.valueOf(name), json.decimal());
            Checks.require(before == null, "metric", name, "every metric once");
        }
        json.endObject();
        return new Evaluation(loss, metrics);
    }

    /** Reads a value. */
    @FunctionalInterface
    private interface Part<T> {
        T read() throws SafetensorsFormatException;
    }

    private <T> Optional<T> optional(String name, Part<T> part)
            throws SafetensorsFormatException {
        Optional<T> value = Optional.empty();
        json.name(name);
        json.beginArray();
        if (json.nextElement()) {
            value = Optional.of(part.read());
            json.endArray();
        }
        return value;
    }

    private List<Double> decimals(String name) throws SafetensorsFormatException {
        List<Double> values = new ArrayList<>();
        json.name(name);
        json.beginArray();
        while (json.nextElement()) {
            values.add(json.decimal());
        }
        return values;
    }

    private int integer(String name, int least) throws SafetensorsFormatException {
        json.name(name);
        return json.integer(least);
    }

    private long whole(String name, long least) throws SafetensorsFormatException {
        json.name(name);
        return json.integer(least, Long.MAX_VALUE);
    }

    private double decimal(String name) throws SafetensorsFormatException {
        json.name(name);
        return json.decimal();
    }

    private boolean flag(String name) throws SafetensorsFormatException {
        json.name(name);
        return json.flag();
    }
}
