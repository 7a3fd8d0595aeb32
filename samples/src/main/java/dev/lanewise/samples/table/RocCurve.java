package dev.lanewise.samples.table;

import java.util.stream.IntStream;

/** The curve of true against false positives as the threshold falls. */
final class RocCurve {
    private RocCurve() {}

    /**
     * The area under the curve: how likely a random positive row scores above a random negative
     * one, equal scores counting half. By the rank sum of Mann and Whitney (1947).
     *
     * @param scores higher means more likely positive
     * @param targets 1 for positive, 0 for negative
     * @return NaN where one of the two is absent
     */
    static double area(float[] scores, float[] targets) {
        int[] order =
                IntStream.range(0, scores.length)
                        .boxed()
                        .sorted((a, b) -> Float.compare(scores[a], scores[b]))
                        .mapToInt(i -> i)
                        .toArray();
        double rankSum = 0;
        double positives = 0;
        for (int from = 0, to; from < order.length; from = to) {
            to = from;
            int positivesHere = 0;
            while (to < order.length && scores[order[to]] == scores[order[from]]) {
                positivesHere += (int) targets[order[to++]];
            }
            // ranks from + 1 to to are shared by all of them
            rankSum += positivesHere * (from + 1 + to) / 2.0;
            positives += positivesHere;
        }
        double negatives = order.length - positives;
        double pairsLost = positives * (positives + 1) / 2;
        return (rankSum - pairsLost) / (positives * negatives);
    }
}
