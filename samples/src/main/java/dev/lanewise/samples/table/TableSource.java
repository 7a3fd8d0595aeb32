package dev.lanewise.samples.table;

import dev.lanewise.samples.common.UserError;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say where the table is and how it is meant. */
final class TableSource {
    /** A target of more different numbers than that is no class by itself. */
    private static final int MOST_CLASSES = 20;

    /**
     * Headers that mark a target; the third is that of a well-known table whose target is not last.
     */
    private static final List<String> TARGETS = List.of("target", "label", "median_house_value");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--data",
            paramLabel = "FILE",
            description = "Table separated by commas, semicolons or tabs (default: made-up flats).")
    private Path data;

    @Option(
            names = "--test",
            paramLabel = "FILE",
            description = "Table for the test at the end (default: a fifth of the rows of --data).")
    private Path test;

    @Option(
            names = "--header",
            negatable = true,
            description = "Whether the first line holds names"
                    + " (default: it does if nothing in it is a number or missing).")
    private Boolean header;

    @Option(
            names = "--columns",
            split = ",",
            paramLabel = "NAME",
            description = "Names of all columns, for a file without a header.")
    private List<String> columns;

    @Option(
            names = "--target",
            paramLabel = "COLUMN",
            description = "What to predict, by name or position from 0 (default: the column named"
                    + " target, label or median_house_value, otherwise the last).")
    private String target;

    @Option(
            names = "--task",
            paramLabel = "TASK",
            defaultValue = "auto",
            description = "auto, regression or classification; auto: regression, if the target is a"
                    + " number that takes more than " + MOST_CLASSES + " values.")
    private Task task;

    @Option(
            names = "--categorical",
            split = ",",
            paramLabel = "COLUMN",
            description = "Columns of numbers that are but names.")
    private List<String> categorical = List.of();

    /** What kind of target. */
    enum Task {
        /** To be found out. */
        AUTO,
        /** A number. */
        REGRESSION,
        /** A class. */
        CLASSIFICATION
    }

    /** Whether the table is made up. */
    boolean madeUp() {
        return data == null;
    }

    /** The table of --data. */
    TextTable table() throws IOException {
        if (data == null) {
            if (test != null || columns != null) {
                throw new ParameterException(
                        spec.commandLine(), "--test and --columns go with --data");
            }
            return SyntheticFlats.table();
        }
        return read(data);
    }

    private TextTable read(Path file) throws IOException {
        TextTable table = CsvTables.read(file, Optional.ofNullable(header));
        if (columns == null) {
            return table;
        }
        if (columns.size() != table.columns().size()) {
            throw new UserError(
                    "%s: %d columns, but --columns names %d"
                            .formatted(file, table.columns().size(), columns.size()));
        }
        return new TextTable(table.source(), List.copyOf(columns), table.rows());
    }

    /** The table in its three parts. */
    Parts parts(TextTable table, long seed) throws IOException {
        return test == null ? Parts.of(table, seed) : Parts.of(table, read(test), seed);
    }

    /** Position of the column to predict. */
    int target(TextTable table) {
        String last = table.columns().getLast();
        String byName = TARGETS.stream().filter(table.columns()::contains).findFirst().orElse(last);
        return table.column(target == null ? byName : target);
    }

    /** Positions of the columns that hold names whatever they look like. */
    Set<Integer> categorical(TextTable table) {
        return categorical.stream().map(table::column).collect(Collectors.toSet());
    }

    /** The target as this table's task demands. */
    Target target(TextTable table, TextTable training) {
        int index = target(table);
        List<String> cells = table.cells(index);
        boolean regression =
                switch (task) {
                    case REGRESSION -> true;
                    case CLASSIFICATION -> false;
                    case AUTO -> TableEncoder.holdsNumbers(cells)
                            && cells.stream().distinct().count() > MOST_CLASSES;
                };
        return regression ? NumberTarget.fit(training, index) : ClassTarget.of(table, index);
    }
}
