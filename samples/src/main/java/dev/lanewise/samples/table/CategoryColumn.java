package dev.lanewise.samples.table;

import dev.lanewise.nn.Embedding;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A column of names: one feature, the position of the row's name in a list, with which the network
 * looks up a learned vector. A missing name counts as a name of its own.
 *
 * <p>What has no position of its own, a rare name or one that the training part does not have, gets
 * the last one, {@link #others}. Where the training part has no such row, that vector would stay as
 * it was drawn: an unknown name is then taken for the most frequent one.
 *
 * @param categories the names with a position of their own, the most frequent first
 * @param rare how many names of the training part have none
 */
record CategoryColumn(
        int index,
        String name,
        Map<String, Integer> categories,
        int rare) implements Column {
    private static final String MISSING = "(missing)";

    /** Numbers of a vector at most: few columns are worth more. */
    private static final int MOST_DIMENSIONS = 8;

    /** A name in fewer rows is rare: from less, a vector learns its rows by heart. */
    static final int FEWEST_ROWS = 5;

    /**
     * Fits on the training part.
     *
     * @param most how many names get a position; the most frequent do
     */
    static CategoryColumn fit(TextTable training, int index, int most) {
        Map<String, Integer> counts = new TreeMap<>();
        for (String cell : training.cells(index)) {
            counts.merge(key(cell), 1, Integer::sum);
        }
        List<String> names = new ArrayList<>(counts.keySet());
        // a stable sort: names of the same count stay in alphabetical order
        names.sort(Comparator.comparing(counts::get, Comparator.reverseOrder()));
        Map<String, Integer> categories = new LinkedHashMap<>();
        for (String category : names.subList(0, Math.min(most, names.size()))) {
            if (counts.get(category) >= FEWEST_ROWS || categories.isEmpty()) {
                categories.put(category, categories.size());
            }
        }
        return new CategoryColumn(
                index, training.columns().get(index), categories, names.size() - categories.size());
    }

    private static String key(String cell) {
        return TextTable.isMissing(cell) ? MISSING : cell;
    }

    /** The position of names without one of their own. */
    private int others() {
        return rare > 0 ? categories.size() : 0;
    }

    private int positions() {
        return categories.size() + (rare > 0 ? 1 : 0);
    }

    @Override
    public int width() {
        return 1;
    }

    @Override
    public String description() {
        List<String> names = List.copyOf(categories.keySet());
        String shown = String.join(", ", names.subList(0, Math.min(3, names.size())));
        return names.size() + " categories: " + shown + (names.size() > 3 ? ", ..." : "")
                + (rare > 0 ? "; " + rare + " rare ones together" : "");
    }

    @Override
    public void encode(TextTable table, float[] features, int featureSize, int at) {
        int row = 0;
        for (String cell : table.cells(index)) {
            features[row * featureSize + at] = categories.getOrDefault(key(cell), others());
            row++;
        }
    }

    /** Half as many dimensions as there are positions, if that is not too many. */
    @Override
    public Optional<Embedding.Column> embedding(int at) {
        int dimensions = Math.min(MOST_DIMENSIONS, (positions() + 1) / 2);
        return Optional.of(new Embedding.Column(at, positions(), dimensions));
    }
}
