package dev.lanewise.samples.table;

import dev.lanewise.data.Dataset;
import dev.lanewise.loss.Loss;
import dev.lanewise.nn.Network;
import dev.lanewise.samples.common.Figure;
import dev.lanewise.samples.common.UserError;
import java.util.List;

/** The column to be predicted: how it becomes targets, and how predictions are judged. */
sealed interface Target permits NumberTarget, ClassTarget {
    /** What training makes small. */
    Loss loss();

    /** Outputs that the network needs. */
    int outputs();

    /** In a few words, what was found. */
    String description();

    /**
     * The targets of any rows of such a table.
     *
     * @throws UserError naming line and column, where there is none
     */
    float[] encode(TextTable table);

    /** By which to follow the training. */
    List<Figure> figures();

    /** What the baseline of {@link #scores} predicts. */
    String baseline();

    /** What a network is worth on rows that it was not trained on. */
    List<Score> scores(Network network, Dataset training, Dataset heldOut);

    /**
     * A figure.
     *
     * @param network what the network reaches
     * @param baseline what is reached without looking at any feature
     */
    record Score(String name, double network, double baseline) {}
}
