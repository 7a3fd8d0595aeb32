package dev.lanewise.listener;

import dev.lanewise.internal.Checks;
import dev.lanewise.nn.Network;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.TrainingListener;
import java.util.List;
import java.util.Objects;

/**
 * Takes histograms of every parameter of a network: before the training, as epoch 0, and after
 * every so many epochs.
 *
 * {@snippet :
 * trainer.withListener(
 *         HistogramListener.of(network, (epoch, all) -> all.forEach(System.out::println)));
 * }
 *
 * <p>A batch costs nothing; an epoch that is looked at, two passes over the parameters on the thread
 * that trains. {@link ParameterHistogram} says how to look at gradients.
 */
public final class HistogramListener implements TrainingListener {
    private static final int DEFAULT_BINS = 40;

    private final Network network;
    private final Receiver receiver;
    private final int every;
    private final int bins;

    private HistogramListener(Network network, Receiver receiver, int every, int bins) {
        this.network = Objects.requireNonNull(network, "network");
        this.receiver = Objects.requireNonNull(receiver, "receiver");
        Checks.require(every >= 1, "every", every, "at least 1");
        Histogram.checkBins(bins);
        this.every = every;
        this.bins = bins;
    }

    /** Called with the histograms of an epoch. */
    @FunctionalInterface
    public interface Receiver {
        /**
         * Takes what it needs; histograms do not change later.
         *
         * @param epoch from 1, or 0 before the first
         * @param parameters first to last
         */
        void accept(int epoch, List<ParameterHistogram> parameters);
    }

    /**
     * After every epoch, with 40 bins.
     *
     * @param network the one that is trained
     * @param receiver called on the thread that trains
     */
    public static HistogramListener of(Network network, Receiver receiver) {
        return new HistogramListener(network, receiver, 1, DEFAULT_BINS);
    }

    /** After epochs whose number is a multiple of this one, at least 1. */
    public HistogramListener withEvery(int every) {
        return new HistogramListener(network, receiver, every, bins);
    }

    /** With so many bins a histogram. */
    public HistogramListener withBins(int bins) {
        return new HistogramListener(network, receiver, every, bins);
    }

    @Override
    public void trainingStarted(int epochs, int batchesAnEpoch) {
        take(0);
    }

    @Override
    public void epochFinished(Epoch epoch) {
        if (epoch.number() % every == 0) {
            take(epoch.number());
        }
    }

    private void take(int epoch) {
        receiver.accept(epoch, ParameterHistogram.of(network, network.parameters(), bins));
    }
}
