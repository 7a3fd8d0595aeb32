package dev.lanewise.samples.table;

import dev.lanewise.kernel.RandomStream;
import dev.lanewise.samples.common.UserError;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A table in three parts.
 *
 * @param training to learn from, and the only part that medians, means and categories come from
 * @param validation looked at after each epoch, to choose the best one
 * @param test looked at once, at the end
 */
record Parts(TextTable training, TextTable validation, TextTable test) {
    private static final int TEST = 5;
    private static final int VALIDATION = 10;
    private static final int FEWEST = 2 * TEST * VALIDATION;

    /** Holds a fifth of the rows out for the test, and a tenth of the rest for validation. */
    static Parts of(TextTable table, long seed) {
        List<TextTable.Row> rows = shuffled(table, seed);
        int held = rows.size() / TEST;
        TextTable rest = table.withRows(rows.subList(held, rows.size()));
        return of(rest, table.withRows(rows.subList(0, held)));
    }

    /** Holds a tenth of a table out for validation; the test is a table of its own. */
    static Parts of(TextTable table, TextTable test, long seed) {
        if (!test.columns().equals(table.columns())) {
            throw new UserError(
                    test.source() + ": the columns are " + test.columns() + ", expected "
                            + table.columns() + " as in " + table.source());
        }
        return of(table.withRows(shuffled(table, seed)), test);
    }

    private static Parts of(TextTable shuffled, TextTable test) {
        List<TextTable.Row> rows = shuffled.rows();
        int held = rows.size() / VALIDATION;
        return new Parts(
                shuffled.withRows(rows.subList(held, rows.size())),
                shuffled.withRows(rows.subList(0, held)),
                test);
    }

    private static List<TextTable.Row> shuffled(TextTable table, long seed) {
        List<TextTable.Row> rows = table.rows();
        if (rows.size() < FEWEST) {
            throw new UserError(
                    "%s: %d rows, expected at least %d, for training, validation and test"
                            .formatted(table.source(), rows.size(), FEWEST));
        }
        int[] order = IntStream.range(0, rows.size()).toArray();
        RandomStream.of(seed, RandomStream.Purpose.SPLIT).shuffle(order);
        return IntStream.of(order).mapToObj(rows::get).toList();
    }
}
