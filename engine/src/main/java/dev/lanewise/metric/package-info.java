/**
 * What outputs are worth, compared with targets: plain arrays, from whatever program.
 *
 * {@snippet :
 * ConfusionMatrix matrix = ConfusionMatrix.of(network.predict(features), 10, targets);
 * System.out.println(matrix.macroF1());
 * double auc = RocCurve.of(scores, targets).auc();
 * }
 *
 * <p>Sums are in double precision, rows ascending. What there is to judge a network by in one call
 * is {@link dev.lanewise.train.Evaluation}.
 */
package dev.lanewise.metric;
