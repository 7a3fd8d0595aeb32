package dev.lanewise.data;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.RandomStream;
import java.util.Comparator;
import java.util.Objects;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * A data set in k parts, each held out once: scikit-learn's {@code KFold} and {@code
 * StratifiedKFold} with shuffled rows.
 *
 * <p>Rows are dealt out to the parts in turn, in an order drawn from the seed, so that the sizes of
 * parts differ by one at most. Stratified, class after class is dealt out like this, the next one
 * where the last one ended: then also the rows of each class differ by one at most between parts. A
 * class of fewer rows than parts is missing in some. In the data sets made, rows are in the order
 * of the whole.
 */
public final class Folds {
    private final Dataset dataset;
    private final int count;
    /** By row. */
    private final int[] fold;

    private Folds(Dataset dataset, int count, int[] dealt) {
        this.dataset = dataset;
        this.count = count;
        this.fold = new int[dealt.length];
        for (int i = 0; i < dealt.length; i++) {
            fold[dealt[i]] = i % count;
        }
    }

    /**
     * Parts of random rows.
     *
     * @param count how many parts, from 2 to the number of rows
     */
    public static Folds of(Dataset dataset, int count, long seed) {
        check(dataset, count);
        int[] order = IntStream.range(0, dataset.rows()).toArray();
        random(count, seed).shuffle(order);
        return new Folds(dataset, count, order);
    }

    /**
     * Parts with each class in the same proportion. The class of a row is the first value of its
     * target.
     *
     * @param count how many parts, from 2 to the number of rows
     */
    public static Folds stratified(Dataset dataset, int count, long seed) {
        check(dataset, count);
        Strata strata = Strata.of(dataset, random(count, seed));
        int[] dealt =
                IntStream.range(0, dataset.rows())
                        .boxed()
                        .sorted(Comparator.comparingInt(i -> strata.classes()[i]))
                        .mapToInt(i -> strata.order()[i])
                        .toArray();
        return new Folds(dataset, count, dealt);
    }

    private static void check(Dataset dataset, int count) {
        Objects.requireNonNull(dataset, "dataset");
        Checks.require(
                count >= 2 && count <= dataset.rows(),
                "number of folds",
                count,
                "from 2 to " + dataset.rows() + ", the number of rows of the data set");
    }

    private static RandomStream random(int count, long seed) {
        return RandomStream.of(seed, RandomStream.Purpose.SPLIT).stream(count);
    }

    /** How many parts. */
    public int count() {
        return count;
    }

    /** One part held out, from 0 to {@code count() - 1}, and the others to train on: copies. */
    public Dataset.Split split(int index) {
        Checks.require(
                index >= 0 && index < count, "index of the fold", index,
                "from 0 to " + (count - 1));
        return new Dataset.Split(
                dataset.select(rows(row -> fold[row] != index)),
                dataset.select(rows(row -> fold[row] == index)));
    }

    private int[] rows(IntPredicate condition) {
        return IntStream.range(0, fold.length).filter(condition).toArray();
    }
}
