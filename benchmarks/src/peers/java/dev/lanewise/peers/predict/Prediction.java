package dev.lanewise.peers.predict;

/** A network in the hands of a library, and the rows that it is to predict, where it wants them. */
interface Prediction extends AutoCloseable {
    /** Predicts a row. */
    void run(int row);

    /** The outputs of the row that was predicted last: a copy. */
    float[] outputs();

    /** What the library says of itself. */
    String build();

    /** Gives memory outside the heap back. */
    @Override
    void close();
}
