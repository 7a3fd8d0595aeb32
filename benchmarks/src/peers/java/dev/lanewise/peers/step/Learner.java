package dev.lanewise.peers.step;

/** A network of some library with its optimizer, and all batches in that library's own memory. */
interface Learner extends AutoCloseable {
    /** One step: forward, loss, backward, update. */
    void step(int batch);

    /** The same, and the mean loss before the update. */
    double lossOfStep(int batch);

    /** Gives memory and threads back. */
    @Override
    void close();
}
