package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Clipping;
import dev.lanewise.optim.ReduceOnPlateau;
import dev.lanewise.optim.Schedule;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;

/**
 * What a {@link Trainer} was told, with its defaults. Copied on write: fields are set by {@link
 * #with} only, before anyone else sees the copy.
 */
final class TrainerSettings {
    final Network network;
    final Loss loss;
    final ParameterGroups groups;
    int epochs = 10;
    int batchSize = 64;
    Sampling sampling = Sampling.shuffled();
    long seed;
    int threads = 1;
    Kernels kernels = Lanewise.kernels();
    List<TrainingListener> listeners = List.of();
    /** From the number of updates to the rates. */
    Optional<LongFunction<Schedule>> schedule = Optional.empty();

    Optional<ReduceOnPlateau> plateau = Optional.empty();
    Optional<Clipping> clipping = Optional.empty();
    int accumulation = 1;
    OptionalDouble averagingDecay = OptionalDouble.empty();
    Monitor monitor = Monitor.loss();
    boolean bestWeights;
    Optional<EarlyStopping> earlyStopping = Optional.empty();
    Optional<Duration> timeBudget = Optional.empty();
    Cancellation cancellation = new Cancellation();
    Optional<TrainingState> start = Optional.empty();
    LongSupplier nanoTime = System::nanoTime;

    TrainerSettings(Network network, Loss loss, ParameterGroups groups) {
        this.network = Objects.requireNonNull(network, "network");
        this.loss = Objects.requireNonNull(loss, "loss");
        this.groups = Objects.requireNonNull(groups, "groups");
        loss.checkOutputs(network.outputs());
    }

    /** A copy with a change, checked. */
    TrainerSettings with(Consumer<TrainerSettings> change) {
        TrainerSettings copy = new TrainerSettings(network, loss, groups);
        copy.epochs = epochs;
        copy.batchSize = batchSize;
        copy.sampling = sampling;
        copy.seed = seed;
        copy.threads = threads;
        copy.kernels = kernels;
        copy.listeners = listeners;
        copy.schedule = schedule;
        copy.plateau = plateau;
        copy.clipping = clipping;
        copy.accumulation = accumulation;
        copy.averagingDecay = averagingDecay;
        copy.monitor = monitor;
        copy.bestWeights = bestWeights;
        copy.earlyStopping = earlyStopping;
        copy.timeBudget = timeBudget;
        copy.cancellation = cancellation;
        copy.start = start;
        copy.nanoTime = nanoTime;
        change.accept(copy);
        copy.check();
        return copy;
    }

    private void check() {
        Checks.require(epochs >= 1, "epochs", epochs, "at least 1");
        Checks.require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        Checks.require(accumulation >= 1, "batches an update", accumulation, "at least 1");
        Checks.threads(threads);
        averagingDecay.ifPresent(
                decay -> Checks.require(
                        decay >= 0 && decay < 1, "decay", decay, "at least 0 and below 1"));
        timeBudget.ifPresent(
                budget -> Checks.require(
                        budget.isPositive(), "timeBudget", budget, "above zero"));
        Objects.requireNonNull(groups, "groups");
        Checks.require(
                groups.optimizer().learningRate() > 0 || groups.groups().isEmpty()
                        || schedule.isEmpty() && plateau.isEmpty(),
                "learning rate of the optimizer that groups keep their ratios to",
                0,
                "above 0 with a schedule; parameters that are to stay can be a group of rate 0");
        Objects.requireNonNull(sampling, "sampling");
        Objects.requireNonNull(kernels, "kernels");
        Objects.requireNonNull(monitor, "monitor");
        Objects.requireNonNull(cancellation, "cancellation");
    }

    /** The batches of each epoch. */
    Batches batches(Dataset training) {
        return new Batches(training, sampling, batchSize, seed);
    }

    /** A step for a network, this one's or a copy of it. */
    TrainingStep step(Network trained) {
        return new TrainingStep(trained, loss, groups, batchSize, threads, kernels);
    }

    /** Whether the weights of the best epoch are the ones that stay. */
    boolean keepsBest() {
        return bestWeights || earlyStopping.isPresent();
    }
}
