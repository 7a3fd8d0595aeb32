package dev.lanewise.samples.table;

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
}
