package dev.lanewise.train;

import java.util.Optional;

/**
 * The result of one epoch.
 *
 * @param number from 1
 * @param training over the batches as they were trained on, each before its update, so while the
 *     weights were still changing
 * @param validation after the epoch, on data never trained on, of the averaged weights where there
 *     are any; empty where there is no such data
 * @param seconds time of the epoch without its validation
 * @param learningRate of its last batch
 * @param complete whether all its batches were trained on; false where the training ended within
 *     it, and all else is then that of its first batches
 */
public record Epoch(
        int number,
        Evaluation training,
        Optional<Evaluation> validation,
        double seconds,
        double learningRate,
        boolean complete) {}
