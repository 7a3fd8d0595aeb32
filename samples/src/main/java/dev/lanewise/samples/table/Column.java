package dev.lanewise.samples.table;

import dev.lanewise.nn.Embedding;
import java.util.Optional;

/** A column as the training part has shown it to be, and how it becomes features. */
sealed interface Column permits NumericColumn, CategoryColumn {
    /** Position in the table. */
    int index();

    /** Name in the table. */
    String name();

    /** How many features it becomes. */
    int width();

    /** In a few words, what was found. */
    String description();

    /**
     * Writes the features of a table's rows.
     *
     * @param features {@code rows × featureSize}; of each row, {@link #width} from {@code at} on
     */
    void encode(TextTable table, float[] features, int featureSize, int at);

    /**
     * How the network scales the features, where they are not to stay as they are.
     *
     * @param mean of all features; those of this column start at {@code at}
     * @param deviation of all features, likewise
     */
    default void scale(double[] mean, double[] deviation, int at) {}

    /** The table of vectors that the network looks the feature up in, if it is a position. */
    default Optional<Embedding.Column> embedding(int at) {
        return Optional.empty();
    }
}
