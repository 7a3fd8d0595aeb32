/**
 * What training makes small: losses of classes, events and numbers, by PyTorch's formulas.
 *
 * {@snippet :
 * Loss loss = SoftmaxCrossEntropy.ofClassIndices()
 *         .withClassWeights(1, 2.5, 1)
 *         .withLabelSmoothing(0.1);
 * }
 *
 * <p>Losses of classes and events take logits, so a network ends without softmax or sigmoid. Each
 * is a mean unless {@link dev.lanewise.loss.Loss#summed} is asked for, and its rows weigh the same
 * unless it is {@link dev.lanewise.loss.Loss#sampleWeighted}.
 */
package dev.lanewise.loss;
