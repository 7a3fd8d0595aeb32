package dev.lanewise.samples.table;

import dev.lanewise.samples.common.UserError;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A table as it was read: text, not yet understood.
 *
 * @param source where it came from, for messages
 * @param columns the names
 * @param rows each with as many cells as there are columns
 */
record TextTable(String source, List<String> columns, List<Row> rows) {
    private static final Set<String> MISSING = Set.of("", "?", "na", "n/a", "nan", "null");

    /** What a number can end with: parseDouble also takes 1d, Infinity and the like. */
    private static final String LAST_CHARACTERS = "0123456789.";

    /**
     * One row.
     *
     * @param line where in the source it starts, from 1
     * @param cells without white space around them
     */
    record Row(long line, List<String> cells) {}

    /** The same columns over other rows. */
    TextTable withRows(List<Row> rows) {
        return new TextTable(source, columns, rows);
    }

    /** The cells of a column, top to bottom. */
    List<String> cells(int column) {
        return rows.stream().map(row -> row.cells.get(column)).toList();
    }

    /**
     * The position of a column.
     *
     * @param column its name, or its position from 0 on
     */
    int column(String column) {
        int byName = columns.indexOf(column);
        if (byName >= 0) {
            return byName;
        }
        if (column.matches("\\d{1,9}") && Integer.parseInt(column) < columns.size()) {
            return Integer.parseInt(column);
        }
        throw new UserError(
                source + ": no column \"" + column + "\"; there are " + String.join(", ", columns)
                        + " (or positions from 0 to " + (columns.size() - 1) + ")");
    }

    /** What is wrong with a cell, with the place where it stands. */
    UserError wrong(Row row, int column, String expected) {
        return new UserError(
                "%s, line %d, column \"%s\": \"%s\", expected %s"
                        .formatted(
                                source,
                                row.line,
                                columns.get(column),
                                row.cells.get(column),
                                expected));
    }

    /** Whether a cell says that nothing is known: blank, a question mark, NA and the like. */
    static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }

    /** The number in a cell; NaN where there is none. */
    static double number(String cell) {
        if (cell.isEmpty() || LAST_CHARACTERS.indexOf(cell.charAt(cell.length() - 1)) < 0) {
            return Double.NaN;
        }
        try {
            double value = Double.parseDouble(cell);
            return Math.abs(value) <= Float.MAX_VALUE ? value : Double.NaN;
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }
}
