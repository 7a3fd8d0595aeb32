package dev.lanewise.train;

import dev.lanewise.Lanewise;
import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
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
 * optimizer state of zeros, from the network's parameters as they are.
 */
public final class Trainer {
    private final Network network;
    private final Loss loss;
    private final Optimizer optimizer;
    private final int epochs;
    private final int batchSize;
    private final long seed;
    private final List<TrainingListener> listeners;
    private final int threads;
    private final Kernels kernels;

    private Trainer(
            Network network,
            Loss loss,
            Optimizer optimizer,
            int epochs,
            int batchSize,
            long seed,
            List<TrainingListener> listeners,
            int threads,
            Kernels kernels) {
        this.network = Objects.requireNonNull(network, "network");
        this.loss = Objects.requireNonNull(loss, "loss");
        this.optimizer = Objects.requireNonNull(optimizer, "optimizer");
        this.kernels = Objects.requireNonNull(kernels, "kernels");
        Checks.require(epochs >= 1, "epochs", epochs, "at least 1");
        Checks.require(batchSize >= 1, "batchSize", batchSize, "at least 1");
        Checks.threads(threads);
        loss.checkOutputs(network.outputs());
        this.epochs = epochs;
        this.batchSize = batchSize;
        this.seed = seed;
        this.threads = threads;
        this.listeners = List.copyOf(listeners);
    }

    /**
     * Ten epochs of batches of 64, seed 0, no listener, one thread, the kernels of {@link
     * Lanewise#kernels()}.
     *
     * @param network updated in place by {@link #fit}
     * @param loss what is made small
     * @param optimizer how the weights follow the gradient
     */
    public static Trainer of(Network network, Loss loss, Optimizer optimizer) {
        return new Trainer(
                network, loss, optimizer, 10, 64, 0, List.of(), 1, Lanewise.kernels());
    }

    /** With so many passes over the training data. */
    public Trainer withEpochs(int epochs) {
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, listeners, threads,
                kernels);
    }

    /** With so many rows a step; the last batch of an epoch may be shorter. */
    public Trainer withBatchSize(int batchSize) {
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, listeners, threads,
                kernels);
    }

    /** With the order of rows drawn from another seed. */
    public Trainer withSeed(long seed) {
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, listeners, threads,
                kernels);
    }

    /** With one more listener, told of batches and epochs after those that are there already. */
    public Trainer withListener(TrainingListener listener) {
        Objects.requireNonNull(listener, "listener");
        List<TrainingListener> all =
                Stream.concat(listeners.stream(), Stream.of(listener)).toList();
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, all, threads,
                kernels);
    }

    /**
     * With so many threads, the caller's among them, for as long as a fit runs. The weights are the
     * same, to the bit, for any number of threads.
     */
    public Trainer withThreads(int threads) {
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, listeners, threads,
                kernels);
    }

    /** With given kernels. */
    public Trainer withKernels(Kernels kernels) {
        return new Trainer(network, loss, optimizer, epochs, batchSize, seed, listeners, threads,
                kernels);
    }

    /** Trains without validation. */
    public History fit(Dataset training) {
        return run(training, Optional.empty());
    }

    /**
     * Trains, and evaluates the validation data after every epoch.
     *
     * @throws IllegalArgumentException before anything is trained, where network, loss, batch size
     *     and data do not fit together
     * @throws ArithmeticException where a batch's loss is not finite; that batch changes no weight
     */
    public History fit(Dataset training, Dataset validation) {
        return run(training, Optional.of(Objects.requireNonNull(validation, "validation")));
    }

    private History run(Dataset training, Optional<Dataset> validation) {
        TrainingChecks.fit(network, loss, training, "training");
        validation.ifPresent(set -> TrainingChecks.fit(network, loss, set, "validation"));
        Batches batches = new Batches(training, batchSize, seed);
        try (TrainingStep step =
                new TrainingStep(network, loss, optimizer, batchSize, threads, kernels)) {
            return told(batches.count(), () -> train(step, batches, validation));
        }
    }

    /** A training between the first and the last that listeners hear of it. */
    private History told(int batches, Supplier<List<Epoch>> training) {
        try {
            listeners.forEach(listener -> listener.trainingStarted(epochs, batches));
            History history = new History(training.get());
            listeners.forEach(listener -> listener.trainingFinished(history));
            return history;
        } catch (Throwable error) {
            for (TrainingListener listener : listeners) {
                try {
                    listener.trainingFailed(error);
                } catch (Throwable another) {
                    if (another != error) { // no throwable may suppress itself
                        error.addSuppressed(another);
                    }
                }
            }
            throw error;
        }
    }

    private List<Epoch> train(TrainingStep step, Batches batches, Optional<Dataset> validation) {
        MetricSums sums = new MetricSums(loss, network.outputs());
        List<Epoch> done = new ArrayList<>();
        for (int number = 1; number <= epochs; number++) {
            long start = System.nanoTime();
            trainEpoch(number, batches, step, sums);
            double seconds = (System.nanoTime() - start) * 1e-9;
            if (validation.isPresent()) {
                for (TrainingListener listener : listeners) {
                    listener.validationStarted(number);
                }
            }
            Epoch epoch =
                    new Epoch(
                            number,
                            sums.evaluation(),
                            validation
                                    .map(set -> Evaluation.unchecked(network, loss, set, kernels)),
                            seconds);
            done.add(epoch);
            listeners.forEach(listener -> listener.epochFinished(epoch));
        }
        return done;
    }

    private void trainEpoch(int epoch, Batches batches, TrainingStep step, MetricSums sums) {
        listeners.forEach(listener -> listener.epochStarted(epoch));
        sums.clear();
        batches.start(epoch);
        for (int batch = 1; batches.next(); batch++) {
            float[] x = batches.features();
            float[] targets = batches.targets();
            int rows = batches.rows();
            float value = step.step(x, 0, targets, 0, rows);
            if (!Double.isFinite(step.lossSum())) {
                throw new ArithmeticException(
                        "the loss is " + step.lossSum() + " in batch " + batch + " of epoch "
                                + epoch + ", before its update: "
                                + (epoch == 1 && batch == 1
                                        ? "check the targets and the network's parameters"
                                        : "try a smaller learning rate than "
                                                + optimizer.learningRate()));
            }
            sums.add(
                    step.lossSum(), step.lossWeight(), step.activations(), step.outputsOffset(),
                    targets, 0, rows);
            for (TrainingListener listener : listeners) {
                listener.batchFinished(epoch, batch, rows, value);
            }
        }
    }
}
