package dev.lanewise.train;

import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.nn.Network;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One fit of a {@link Trainer}: epochs of batches, and what is decided after each of them. */
final class TrainingRun implements AutoCloseable {
    private final TrainerSettings settings;
    private final Network network;
    private final Optional<Dataset> validation;
    private final Batches batches;
    private final TrainingStep step;
    private final BatchUpdates updates;
    private final Rates rates;
    private final MetricSums sums;
    private final Watch watch;
    private final AveragedWeights average; // null for none
    private final List<Epoch> epochs = new ArrayList<>();
    private final long start;
    /** Nanoseconds; the largest number for as long as it takes. */
    private final long budget;
    /** Batches of the epoch in progress that are done. */
    private int batch;
    /** When the epoch began, as far as this fit is concerned, and what it took before. */
    private long epochStart;

    private double secondsBefore;
    /** Null while there is no reason to end. */
    private EndReason end;

    TrainingRun(TrainerSettings settings, Dataset training, Optional<Dataset> validation) {
        this.start = settings.nanoTime.getAsLong();
        this.settings = settings;
        this.budget = settings.timeBudget.map(TrainingRun::nanos).orElse(Long.MAX_VALUE);
        this.network = settings.network;
        this.validation = validation;
        TrainingChecks.fit(network, settings.loss, training, "training");
        validation.ifPresent(
                set -> TrainingChecks.fit(network, settings.loss, set, "validation"));
        requireFigures();
        this.batches = settings.batches(training);
        this.rates = new Rates(settings, batches.count());
        this.sums = new MetricSums(settings.loss, network.outputs());
        this.watch = new Watch(settings.monitor, settings.earlyStopping);
        this.average =
                settings.averagingDecay.isEmpty()
                        ? null
                        : new AveragedWeights(
                                network,
                                settings.kernels.arraySweeps(),
                                settings.averagingDecay.getAsDouble());
        this.step = settings.step(network);
        this.updates = new BatchUpdates(settings, network, step);
    }

    private static long nanos(Duration time) {
        boolean fits = time.compareTo(Duration.ofNanos(Long.MAX_VALUE)) < 0;
        return fits ? time.toNanos() : Long.MAX_VALUE;
    }

    private void requireFigures() {
        if (settings.keepsBest() && validation.isEmpty()) {
            throw new IllegalArgumentException(
                    "validation data set is missing, expected one: the best epoch is to be found");
        }
        if (settings.keepsBest() || settings.plateau.isPresent()) {
            // for its metrics alone, before a training is spent on finding out
            Evaluation example =
                    validation.map(set -> evaluation(network, set.select(0)))
                            .orElseGet(
                                    new MetricSums(settings.loss, network.outputs())::evaluation);
            settings.monitor.of(example);
        }
    }

    /** All of it, and what listeners hear first and last. */
    History train() {
        try {
            for (TrainingListener listener : settings.listeners) {
                listener.trainingStarted(settings.epochs, batches.count());
            }
            boolean more = moreEpochs();
            while (more) {
                runEpoch(epochs.size() + 1);
                more = moreEpochs();
                if (epochs.getLast().complete()) {
                    tellResumable(!more);
                }
            }
            leaveWeights();
            boolean all = epochs.size() == settings.epochs && epochs.getLast().complete();
            History history = new History(epochs, all ? EndReason.ALL_EPOCHS : end);
            for (TrainingListener listener : settings.listeners) {
                listener.trainingFinished(history);
            }
            return history;
        } catch (Throwable error) {
            tellOf(error);
            throw error;
        }
    }

    private boolean moreEpochs() {
        return epochs.size() < settings.epochs && goesOn();
    }

    private void tellOf(Throwable error) {
        for (TrainingListener listener : settings.listeners) {
            try {
                listener.trainingFailed(error);
            } catch (Throwable another) {
                if (another != error) { // no throwable may suppress itself
                    error.addSuppressed(another);
                }
            }
        }
    }

    private void runEpoch(int number) {
        for (TrainingListener listener : settings.listeners) {
            listener.epochStarted(number);
        }
        epochStart = settings.nanoTime.getAsLong();
        boolean complete = trainEpoch(number);
        double seconds = seconds();
        Optional<Evaluation> evaluation = validation.map(set -> evaluate(set, number));
        Epoch epoch =
                new Epoch(
                        number, sums.evaluation(), evaluation, seconds, step.learningRate(),
                        complete);
        epochs.add(epoch);
        beginNext();
        evaluation.ifPresent(this::watch);
        rates.epochFinished(evaluation.orElse(epoch.training()));
        for (TrainingListener listener : settings.listeners) {
            listener.epochFinished(epoch);
        }
    }

    /** Nothing of the next epoch is done. */
    private void beginNext() {
        sums.clear();
        batch = 0;
        secondsBefore = 0;
    }

    private double seconds() {
        return secondsBefore + (settings.nanoTime.getAsLong() - epochStart) * 1e-9;
    }

    /** Whether it came to the last batch. */
    private boolean trainEpoch(int number) {
        batches.start(number);
        batches.skip(batch);
        boolean more = true;
        while (more && batch < batches.count()) {
            batches.next();
            batch++;
            boolean updated = trainBatch(number);
            more = goesOn();
            if (updated) {
                tellResumable(!more && batch < batches.count());
            }
        }
        return batch == batches.count();
    }

    /** Whether there was an update. */
    private boolean trainBatch(int epoch) {
        step.setLearningRate(rates.next());
        boolean updated = updates.train(batches, epoch, batch);
        if (updated) {
            rates.updated();
            if (average != null) {
                average.add();
            }
        }
        sums.add(
                step.lossSum(), step.lossWeight(), step.activations(), step.outputsOffset(),
                batches.targets(), 0, batches.rows());
        for (TrainingListener listener : settings.listeners) {
            listener.batchFinished(epoch, batch, batches.rows(), updates.loss());
        }
        return updated;
    }

    private void tellResumable(boolean last) {
        for (TrainingListener listener : settings.listeners) {
            listener.resumable(epochs.size(), batch, last, this::state);
        }
    }

    private TrainingState state() {
        return new TrainingState(
                epochs,
                batch,
                batch == 0 ? 0 : seconds(),
                order(),
                network.copy(),
                step.state(),
                sums.state(),
                rates.plateau(),
                Optional.ofNullable(average).map(a -> a.network().copy()),
                settings.keepsBest() ? Optional.of(watch.state()) : Optional.empty());
    }

    private TrainingState.Order order() {
        return new TrainingState.Order(
                settings.seed, settings.batchSize, batches.count(), settings.accumulation);
    }

    /**
     * Goes on from the state that the trainer was given, where there is one.
     *
     * @throws IllegalArgumentException before anything is changed, where it does not suit
     */
    void restore() {
        settings.start.ifPresent(this::restore);
    }

    private void restore(TrainingState state) {
        state.check(settings, order());
        step.restore(state.step());
        sums.restore(state.sums());
        long done = state.step().updates();
        rates.restore(done, state.plateau());
        state.average().ifPresent(from -> average.restore(from, done));
        state.best().ifPresent(watch::restore);
        Weights.copy(state.network(), network);
        epochs.addAll(state.epochs());
        batch = state.batch();
        secondsBefore = state.seconds();
        if (!watch.hasPatience()) {
            end = EndReason.NO_IMPROVEMENT;
        }
    }

    private Evaluation evaluate(Dataset set, int epoch) {
        for (TrainingListener listener : settings.listeners) {
            listener.validationStarted(epoch);
        }
        return evaluation(judged(), set);
    }

    private Evaluation evaluation(Network evaluated, Dataset set) {
        return Evaluation.unchecked(evaluated, settings.loss, set, settings.kernels);
    }

    /** The network whose weights are looked at after an epoch, and stay at the end. */
    private Network judged() {
        return average == null ? network : average.network();
    }

    private void watch(Evaluation evaluation) {
        if (settings.keepsBest() && !watch.goesOn(evaluation, judged()) && end == null) {
            end = EndReason.NO_IMPROVEMENT;
        }
    }

    private void leaveWeights() {
        Network chosen = watch.bestNetwork().orElse(judged());
        if (chosen != network) {
            Weights.copy(chosen, network);
        }
    }

    /** Asked before every epoch and after every batch; once there is a reason to end, it stays. */
    private boolean goesOn() {
        if (end == null) {
            end = reasonToEnd();
        }
        return end == null;
    }

    private EndReason reasonToEnd() {
        if (settings.cancellation.isCancelled()) {
            return EndReason.CANCELLED;
        }
        if (Thread.currentThread().isInterrupted()) {
            return EndReason.INTERRUPTED;
        }
        boolean over =
                budget < Long.MAX_VALUE && settings.nanoTime.getAsLong() - start >= budget;
        return over ? EndReason.TIME_BUDGET : null;
    }

    /** Ends the threads of the step. */
    @Override
    public void close() {
        step.close();
    }
}
