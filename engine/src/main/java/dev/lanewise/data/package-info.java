/**
 * Data sets in memory: rows of features with their targets, how they are divided, drawn and scaled.
 *
 * {@snippet :
 * Dataset.Split split = Dataset.of(features, 30, targets, 1).splitStratified(0.2, 42);
 * StandardScaler scaler = StandardScaler.fit(split.training().features(), 30);
 * scaler.transform(split.training().features());
 * scaler.transform(split.heldOut().features());
 * }
 *
 * <p>Which row goes where is a function of the seed, the same on every machine.
 */
package dev.lanewise.data;
