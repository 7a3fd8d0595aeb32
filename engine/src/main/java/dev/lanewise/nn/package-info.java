/**
 * Layers and networks: what is computed, with which parameters, and prediction.
 *
 * {@snippet :
 * Network network = Network.inputs(64)
 *         .dense(128, Activation.RELU)
 *         .dropout(0.2)
 *         .dense(10)
 *         .build(42);
 * Predictor predictor = network.predictor(OutputTransform.SOFTMAX);
 * predictor.predict(probabilities, 0, features, 0, rows);
 * }
 *
 * <p>A {@link dev.lanewise.nn.Layer} is a description, and its Javadoc has the formulas, forward
 * and backward. All parameters of a {@link dev.lanewise.nn.Network} are one array of floats, which
 * a training updates in place; a {@link dev.lanewise.nn.Predictor} has a copy and serves any number
 * of threads.
 */
package dev.lanewise.nn;
