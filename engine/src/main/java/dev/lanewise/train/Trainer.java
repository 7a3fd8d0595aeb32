package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Dataset;
import dev.lanewise.data.Sampling;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Clipping;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.ReduceOnPlateau;
import dev.lanewise.optim.Schedule;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.LongSupplier;
import java.util.stream.Stream;

/**
 * The training loop over {@link TrainingStep}: epochs of shuffled batches, each epoch followed by a
 * look at data never trained on.
 *
 * {@snippet :
 * History history = Trainer.of(network, SoftmaxCrossEntropy.ofClassIndices(), Adam.of(1e-3))
 *         .withEpochs(10)
 *         .withBatchSize(128)
 *         .fit(training, validation);
 * }
 *
 * <p>Does not change: each {@code with…} method gives another trainer. Each fit starts with an
 * optimizer state of zeros, from the network's parameters as they are (unless it is {@link
 * #resumedFrom} another one), and updates them in place.
 * At its end the network has the weights of the last update, unless {@link #withAveraging}, {@link
 * #withBestWeights} or {@link #withEarlyStopping} say otherwise. Where an exception, of its own or of
 * a listener, cuts it short, they are always those of the last update.
 */
public final class Trainer {
    private final TrainerSettings settings;

    private Trainer(TrainerSettings settings) {
        this.settings = settings;
    }

    /**
     * Ten epochs of batches of 64, every row once an epoch, seed 0, no listener, one thread, the
     * kernels of {@link Lanewise#kernels()}, and none of what further methods add.
     *
     * @param network updated in place by {@link #fit}
     * @param loss what is made small
     * @param optimizer how the weights follow the gradient
     */
    public static Trainer of(Network network, Loss loss, Optimizer optimizer) {
        return of(network, loss, ParameterGroups.of(optimizer));
    }

    /** The same with optimizers of their own for groups of parameters. */
    public static Trainer of(Network network, Loss loss, ParameterGroups groups) {
        return new Trainer(new TrainerSettings(network, loss, groups));
    }

    private Trainer with(Consumer<TrainerSettings> change) {
        return new Trainer(settings.with(change));
    }

    /** With so many passes over the training data, at least 1. Default: 10. */
    public Trainer withEpochs(int epochs) {
        return with(s -> s.epochs = epochs);
    }

    /** With so many rows a batch; the last of an epoch may be shorter. Default: 64. */
    public Trainer withBatchSize(int batchSize) {
        return with(s -> s.batchSize = batchSize);
    }

    /** With other rows in an epoch than every row once, which is the default. */
    public Trainer withSampling(Sampling sampling) {
        return with(s -> s.sampling = sampling);
    }

    /** With the order of rows drawn from another seed. */
    public Trainer withSeed(long seed) {
        return with(s -> s.seed = seed);
    }

    /** With one more listener, told of batches and epochs after those that are there already. */
    public Trainer withListener(TrainingListener listener) {
        Objects.requireNonNull(listener, "listener");
        return with(
                s -> s.listeners =
                        Stream.concat(s.listeners.stream(), Stream.of(listener)).toList());
    }

    /**
     * With so many threads, the caller's among them, for as long as a fit runs. The weights are the
     * same, to the bit, for any number of threads.
     */
    public Trainer withThreads(int threads) {
        return with(s -> s.threads = threads);
    }

    /** With given kernels. */
    public Trainer withKernels(Kernels kernels) {
        return with(s -> s.kernels = kernels);
    }

    /**
     * With a learning rate that changes from update to update: the optimizer's, times the factor of
     * the schedule. Default: the optimizer's.
     */
    public Trainer withSchedule(Schedule schedule) {
        Objects.requireNonNull(schedule, "schedule");
        return withSchedule(_ -> schedule);
    }

    /**
     * With a learning rate that changes from update to update, along a schedule made at the
     * beginning of a fit for the number of its updates, epochs · ⌈batches an epoch / accumulated⌉:
     * {@code OneCycle::of}, {@code updates -> StepDecay.of(updates / 3)}.
     */
    public Trainer withSchedule(LongFunction<Schedule> scheduleOfUpdates) {
        Objects.requireNonNull(scheduleOfUpdates, "scheduleOfUpdates");
        return with(s -> s.schedule = Optional.of(scheduleOfUpdates));
    }

    /**
     * With a learning rate that is reduced, on top of any schedule, after epochs in which the
     * figure of {@link #withMonitor} did not become better: that of the validation, or where there
     * is none, of the training. Of a figure that is to become large, its negative is made small.
     */
    public Trainer withReduceOnPlateau(ReduceOnPlateau plateau) {
        Objects.requireNonNull(plateau, "plateau");
        return with(s -> s.plateau = Optional.of(plateau));
    }

    /**
     * With gradients bounded before each update. Training then goes through the second door of
     * {@link TrainingStep}; batches whose gradients are within the bound change no bit.
     */
    public Trainer withClipping(Clipping clipping) {
        Objects.requireNonNull(clipping, "clipping");
        return with(s -> s.clipping = Optional.of(clipping));
    }

    /**
     * With one update for so many batches, along the mean of their gradients: the steps of a batch
     * so many times as large, in the memory of a small one. The last group of an epoch may have
     * fewer batches, and each batch counts the same, a shorter one too. Default: 1.
     */
    public Trainer withAccumulation(int batches) {
        return with(s -> s.accumulation = batches);
    }

    /**
     * With a moving average of the weights in the place of the weights themselves:
     *
     * <pre>
     * average = d·average + (1 − d)·w,   d = min(decay, (t − 1)/(t + 8)) in update t, from 1
     * </pre>
     *
     * <p>The smaller d of the first updates leaves the initial weights no part in the average, and
     * early ones little (polynomial decay with η = 8: Shamir and Zhang, "Stochastic
     * gradient descent for non-smooth optimization", ICML 2013; averaging itself: Polyak and
     * Juditsky, 1992). After each epoch the average is what the validation looks at and what {@link
     * #withBestWeights} may keep, and at the end of the fit the network has it: it takes the place
     * of the weights of the last update, which are not kept. Until then the network holds the
     * latter, for listeners too.
     *
     * @param decay part of the average that stays in each update, in [0, 1); often 0.999
     */
    public Trainer withAveraging(double decay) {
        return with(s -> s.averagingDecay = OptionalDouble.of(decay));
    }

    /**
     * With another figure by which epochs are compared; the default is the loss. For {@link
     * #withBestWeights}, {@link #withEarlyStopping} and {@link #withReduceOnPlateau}.
     */
    public Trainer withMonitor(Monitor monitor) {
        return with(s -> s.monitor = monitor);
    }

    /**
     * With the weights of the best epoch in the network at the end of the fit, the first of equals;
     * the last ones where the figure never was a number. Needs validation data.
     *
     * @see #withMonitor
     */
    public Trainer withBestWeights() {
        return with(s -> s.bestWeights = true);
    }

    /**
     * With an end as soon as the epochs become no better; the network gets the weights of the best
     * one, as by {@link #withBestWeights}. Needs validation data.
     *
     * @see #withMonitor
     */
    public Trainer withEarlyStopping(EarlyStopping earlyStopping) {
        Objects.requireNonNull(earlyStopping, "earlyStopping");
        return with(s -> s.earlyStopping = Optional.of(earlyStopping));
    }

    /**
     * With an end after the batch in which so much time has passed since the beginning of the fit.
     * An epoch that is cut short has its validation and its place in the history all the same,
     * marked as not {@link Epoch#complete}; gradients that were added up and not applied yet are
     * dropped. So a fit lasts longer than its budget by up to a batch and a validation.
     */
    public Trainer withTimeBudget(Duration timeBudget) {
        Objects.requireNonNull(timeBudget, "timeBudget");
        return with(s -> s.timeBudget = Optional.of(timeBudget));
    }

    /**
     * With a way to end the fit from elsewhere, after the batch at hand, in the way of {@link
     * #withTimeBudget}. An interrupt of the thread that trains ends it just so, with or without
     * this, and its interrupt status stays set.
     */
    public Trainer withCancellation(Cancellation cancellation) {
        return with(s -> s.cancellation = cancellation);
    }

    /**
     * With fits that go on where another training was, as if it had never been stopped: same
     * weights at the end, to the bit, and same history but for the time it took. Each fit first
     * puts the weights of the state into the network. The trainer must be one of the same settings
     * on the same data, but for threads, kernels and listeners; what a state shows of them is
     * checked. There may be more epochs, where the rates do not depend on their number. A time
     * budget begins anew.
     *
     * @param state as a listener gets it, {@link TrainingListener#resumable}
     */
    public Trainer resumedFrom(TrainingState state) {
        Objects.requireNonNull(state, "state");
        return with(s -> s.start = Optional.of(state));
    }

    /** Trains without validation, with the errors of {@link #fit(Dataset, Dataset)}. */
    public History fit(Dataset training) {
        return run(training, Optional.empty());
    }

    /**
     * Trains, and evaluates the validation data after every epoch.
     *
     * @throws IllegalArgumentException before anything is trained, where network, loss, batch size
     *     and data do not fit together
     * @throws ArithmeticException where a batch's loss is not finite, or its gradients are not and
     *     clipping or accumulation look at them; that batch changes no weight. The message says
     *     where numbers first were not finite
     */
    public History fit(Dataset training, Dataset validation) {
        return run(training, Optional.of(Objects.requireNonNull(validation, "validation")));
    }

    private History run(Dataset training, Optional<Dataset> validation) {
        try (TrainingRun run = new TrainingRun(settings, training, validation)) {
            run.restore();
            return run.train();
        }
    }

    /** The settings, for what trains in another way. */
    TrainerSettings settings() {
        return settings;
    }

    /** With another clock: nanoseconds since any moment. */
    Trainer withClock(LongSupplier nanoTime) {
        return with(s -> s.nanoTime = nanoTime);
    }
}
