package dev.lanewise.train;

import java.util.function.Supplier;

/**
 * Told of what happens in {@link Trainer#fit}, on the thread that trains, in the order in which the
 * listeners were added.
 *
 * <p>What a listener throws ends the training, as any other error does. Between two calls the
 * network is being trained; inside of one it is at rest, and may be read.
 */
public interface TrainingListener {
    /** Before the first epoch. */
    default void trainingStarted(int epochs, int batchesAnEpoch) {}

    /**
     * Before the first batch of an epoch.
     *
     * @param epoch from 1
     */
    default void epochStarted(int epoch) {}

    /**
     * After each batch and its update, where one was due ({@link Trainer#withAccumulation}).
     *
     * @param epoch from 1
     * @param batch from 1
     * @param loss loss of the batch before the update: the mean, unless the loss is a sum
     */
    default void batchFinished(int epoch, int batch, int rows, float loss) {}

    /**
     * After the last batch of an epoch, be it cut short, where validation data are about to be
     * evaluated.
     *
     * @param epoch from 1
     */
    default void validationStarted(int epoch) {}

    /** After each epoch and its validation. */
    default void epochFinished(Epoch epoch) {}

    /**
     * Between two batches, where the training could be taken up again: after each update, when all
     * listeners have heard of its batch, and after each epoch that was not cut short.
     *
     * @param epochs complete ones so far
     * @param batches of the epoch after them
     * @param last whether there will be no later such moment, as the training ends here
     * @param state gives a copy of all that {@link Trainer#resumedFrom} needs; for this call only
     */
    default void resumable(
            int epochs, int batches, boolean last, Supplier<TrainingState> state) {}

    /** After the last epoch, with the weights that the fit leaves. */
    default void trainingFinished(History history) {}

    /**
     * Where the training ends by an error instead, be it of another listener; so this may come
     * without a start, or after the end. Nothing comes after it but the error itself, thrown by
     * fit; what is thrown here is added to it as suppressed.
     */
    default void trainingFailed(Throwable error) {}
}
