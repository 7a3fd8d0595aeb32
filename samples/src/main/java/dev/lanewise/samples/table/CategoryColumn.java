package dev.lanewise.samples.table;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A column of names: a feature for each that the training part has, 1 where it is the row's ("one
 * hot"). A missing name counts as a name of its own. A name that the training part does not have
 * gets zeros everywhere: nothing could be learned about it.
 *
 * @param categories the names with a feature, each with its position
 * @param rare how many names of the training part got none, being too many
 */
record CategoryColumn(
        int index,
        String name,
        Map<String, Integer> categories,
        int rare) implements Column {
    private static final String MISSING = "(missing)";

    /**
     * Fits on the training part.
     *
     * @param most how many names get a feature; the most frequent do
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
            categories.put(category, categories.size());
        }
        return new CategoryColumn(
                index, training.columns().get(index), categories, names.size() - categories.size());
    }

    private static String key(String cell) {
        return TextTable.isMissing(cell) ? MISSING : cell;
    }

    @Override
    public int width() {
        return categories.size();
    }

    @Override
    public String description() {
        List<String> names = List.copyOf(categories.keySet());
        String shown = String.join(", ", names.subList(0, Math.min(3, names.size())));
        return names.size() + " categories: " + shown + (names.size() > 3 ? ", ..." : "")
                + (rare > 0 ? "; " + rare + " rare ones left out" : "");
    }

    @Override
    public void encode(TextTable table, float[] features, int featureSize, int at) {
        int row = 0;
        for (String cell : table.cells(index)) {
            Integer category = categories.get(key(cell));
            if (category != null) {
                features[row * featureSize + at + category] = 1;
            }
            row++;
        }
    }
}
