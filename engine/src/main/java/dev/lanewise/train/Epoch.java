package dev.lanewise.train;

import java.util.Optional;

/**
 * The result of one epoch.
 *
 * @param number from 1
 * @param training over the batches as they were trained on, each before its update, so while the
 *     weights were still changing
 * @param validation after the epoch, on data never trained on; empty where there is none
 * @param seconds time of the epoch without its validation
 */
public record Epoch(
        int number, Evaluation training, Optional<Evaluation> validation, double seconds) {}
