package dev.lanewise.data;

import dev.lanewise.kernel.RandomStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The rows of a data set in random order, each with its class: the first value of its target.
 *
 * @param order of rows
 * @param classes of {@code order[i]}, numbered as they come in this order: so that what is left
 *     over by a division falls to classes by chance
 * @param sizes rows of each class
 */
record Strata(int[] order, int[] classes, int[] sizes) {
    static Strata of(Dataset dataset, RandomStream random) {
        int[] order = IntStream.range(0, dataset.rows()).toArray();
        random.shuffle(order);
        Map<Float, Integer> numbers = new HashMap<>();
        int[] classes = new int[order.length];
        int[] sizes = new int[order.length];
        for (int i = 0; i < order.length; i++) {
            // the two zeros are one class
            float target = dataset.targets()[order[i] * dataset.targetSize()] + 0f;
            Integer known = numbers.putIfAbsent(target, numbers.size());
            classes[i] = known == null ? numbers.size() - 1 : known;
            sizes[classes[i]]++;
        }
        return new Strata(order, classes, Arrays.copyOf(sizes, numbers.size()));
    }

    /**
     * How many of each class come into a part: the whole part of its share, and one more for those
     * whose share was cut most, until the part is full.
     *
     * @param total size of the part, the sum of all shares rounded
     */
    int[] quotas(double fraction, int total) {
        int[] quotas = new int[sizes.length];
        double[] cut = new double[sizes.length];
        for (int c = 0; c < sizes.length; c++) {
            double share = sizes[c] * fraction;
            quotas[c] = (int) share;
            cut[c] = share - quotas[c];
        }
        int[] mostCutFirst =
                IntStream.range(0, sizes.length)
                        .boxed()
                        .sorted((a, b) -> Double.compare(cut[b], cut[a]))
                        .mapToInt(c -> c)
                        .toArray();
        int missing = total - IntStream.of(quotas).sum();
        for (int i = 0; i < missing; i++) {
            quotas[mostCutFirst[i]]++;
        }
        return quotas;
    }
}
