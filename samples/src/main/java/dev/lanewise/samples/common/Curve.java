package dev.lanewise.samples.common;

import dev.lanewise.train.Epoch;
import dev.lanewise.train.Evaluation;
import java.util.function.Function;

/**
 * What is evaluated after every epoch: which weights, on which rows.
 *
 * @param name what it is called above its columns and in a legend
 * @param evaluation called once an epoch, when that has just ended
 */
public record Curve(String name, Function<Epoch, Evaluation> evaluation) {
    /** On the rows trained on, while they were. */
    public static final Curve TRAINING = new Curve("training", Epoch::training);

    /** On rows held out. */
    public static final Curve VALIDATION =
            new Curve("validation", epoch -> epoch.validation().orElseThrow());
}
