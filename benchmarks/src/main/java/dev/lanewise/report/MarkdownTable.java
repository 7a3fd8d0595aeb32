package dev.lanewise.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table that can be read as it is: first column to the left, numbers to the right. */
public final class MarkdownTable {
    private final List<List<String>> rows = new ArrayList<>();

    /** A table with these columns, and no row yet. */
    public MarkdownTable(List<String> titles) {
        rows.add(titles);
    }

    /** Adds a row. */
    public void add(List<String> cells) {
        rows.add(cells);
    }

    /** The lines of the table. */
    public List<String> lines() {
        int[] widths = new int[rows.getFirst().size()];
        for (List<String> row : rows) {
            Arrays.setAll(widths, column -> Math.max(widths[column], row.get(column).length()));
        }
        List<String> lines = new ArrayList<>();
        for (List<String> row : rows) {
            lines.add(line(widths, column -> padded(row.get(column), widths[column], column == 0)));
        }
        lines.add(1, line(widths, column -> ruler(widths[column], column == 0)));
        return lines;
    }

    private static String line(int[] widths, IntFunction<String> cell) {
        return IntStream.range(0, widths.length)
                .mapToObj(cell)
                .collect(Collectors.joining(" | ", "| ", " |"));
    }

    private static String padded(String cell, int width, boolean left) {
        String gap = " ".repeat(width - cell.length());
        return left ? cell + gap : gap + cell;
    }

    private static String ruler(int width, boolean left) {
        return left ? "-".repeat(width) : "-".repeat(width - 1) + ":";
    }
}
