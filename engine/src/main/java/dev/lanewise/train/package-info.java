/**
 * Training: the loop over a data set, the step that it is made of, and what came of it.
 *
 * {@snippet :
 * History history = Trainer.of(network, new MeanSquaredError(), Adam.of(1e-3))
 *         .withEpochs(100)
 *         .withEarlyStopping(EarlyStopping.of(5))
 *         .fit(training, validation);
 * Evaluation test = Evaluation.of(network, new MeanSquaredError(), held);
 * }
 *
 * <p>A {@link dev.lanewise.train.Trainer} is for data in memory; a {@link
 * dev.lanewise.train.TrainingStep} for loops of one's own, batches from anywhere, and losses that
 * the engine does not have.
 */
package dev.lanewise.train;
