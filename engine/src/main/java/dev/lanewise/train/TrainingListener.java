package dev.lanewise.train;

/** Told of what happens in {@link Trainer#fit}, on the thread that trains. */
public interface TrainingListener {
    /** Before the first epoch. */
    default void trainingStarted(int epochs, int batchesAnEpoch) {}

    /**
     * After each update.
     *
     * @param epoch from 1
     * @param batch from 1
     * @param loss mean loss of the batch before the update
     */
    default void batchFinished(int epoch, int batch, int rows, float loss) {}

    /** After each epoch and its validation. */
    default void epochFinished(Epoch epoch) {}
}
