package dev.lanewise.samples.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Embedding;
import dev.lanewise.nn.Network;
import dev.lanewise.samples.common.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TableEncoderTest {
    private static final TableEncoder.Options PLAIN = new TableEncoder.Options(Set.of(), 8, 1);
    private static final int NO_TARGET = -1;

    /** Columns named a, b, …; lines are counted from 2. */
    private static TextTable table(String... rows) {
        List<TextTable.Row> read = new ArrayList<>();
        for (String row : rows) {
            read.add(new TextTable.Row(read.size() + 2, List.of(row.split(",", -1))));
        }
        List<String> names = List.of("a", "b", "c").subList(0, read.getFirst().cells().size());
        return new TextTable("test.csv", names, read);
    }

    private static TableEncoder fit(TextTable training) {
        return TableEncoder.fit(training, NO_TARGET, PLAIN);
    }

    @Test
    void networkScalesNumbersByMeanAndDeviationOfTheTrainingPart() {
        TableEncoder encoder = fit(table("1", "3", "5", "7"));
        float[] features = encoder.encode(table("4", "10"));
        assertArrayEquals(new float[] {4, 10}, features);
        Network network = encoder.layers().activation(Activation.IDENTITY).build(1);
        float deviation = (float) Math.sqrt(5);
        assertArrayEquals(new float[] {0, 6 / deviation}, network.predict(features), 1e-6f);
    }

    @Test
    void networkLooksNamesUpBesideNumbers() {
        TableEncoder encoder = fit(table("1,x,5", "2,y,6", "3,x,7", "4,y,8"));
        Network network = encoder.layers().activation(Activation.IDENTITY).build(1);
        assertEquals(3, network.outputs(), "two numbers, and a vector of one for two names");
        float[] y = network.predict(encoder.encode(table("1,x,5", "4,x,8", "1,y,5")));
        assertEquals(y[2], y[5], "both are x");
        assertNotEquals(y[2], y[8], "x and y");
        assertEquals(-y[0], y[3], 1e-6f);
    }

    @Test
    void whatIsFittedDoesNotDependOnTheRowsToBePredicted() {
        TextTable all = SyntheticFlats.table();
        TextTable training = all.withRows(all.rows().subList(0, 400));
        TextTable test = all.withRows(all.rows().subList(400, 500));
        TableEncoder.Options options = new TableEncoder.Options(Set.of(), 8, 16);
        float[] once = TableEncoder.fit(training, 7, options).encode(training);
        TableEncoder encoder = TableEncoder.fit(training, 7, options);
        float[] of = encoder.encode(test);
        List<TextTable.Row> wild =
                test.rows().stream()
                        .map(
                                row -> {
                                    List<String> cells = new ArrayList<>(row.cells());
                                    cells.set(0, "1e6");
                                    cells.set(5, "Nowhere");
                                    return new TextTable.Row(row.line(), cells);
                                })
                        .toList();
        encoder.encode(test.withRows(wild));
        assertArrayEquals(once, encoder.encode(training));
        assertArrayEquals(of, encoder.encode(test));
        assertArrayEquals(
                Arrays.copyOf(of, encoder.width()),
                encoder.encode(test.withRows(test.rows().subList(0, 1))));
    }

    @Test
    void partsOfATableAreDisjointAndOfTheSeedAlone() {
        TextTable all = SyntheticFlats.table();
        Parts parts = Parts.of(all, 5);
        assertEquals(1000, parts.test().rows().size());
        assertEquals(400, parts.validation().rows().size());
        List<Long> lines = new ArrayList<>();
        for (TextTable part : List.of(parts.training(), parts.validation(), parts.test())) {
            part.rows().forEach(row -> lines.add(row.line()));
        }
        List<Long> expected = all.rows().stream().map(TextTable.Row::line).toList();
        assertEquals(expected, lines.stream().sorted().toList());
        assertEquals(parts, Parts.of(all, 5));
        assertNotEquals(parts, Parts.of(all, 6));
    }

    @Test
    void missingNumberBecomesTheMedianAndIsMarked() {
        TableEncoder encoder = fit(table("1", "?", "2", "9", ""));
        assertEquals(2, encoder.width());
        float[] features = encoder.encode(table("2", "", "9"));
        assertEquals(features[0], features[2], "the median is 2");
        assertArrayEquals(
                new float[] {0, 1, 0}, new float[] {features[1], features[3], features[5]});
    }

    @Test
    void numberMissingOnlyOutsideOfTheTrainingPartBecomesTheMedian() {
        TableEncoder encoder = fit(table("1", "2", "9"));
        assertEquals(1, encoder.width());
        assertArrayEquals(encoder.encode(table("2")), encoder.encode(table("?")));
    }

    @Test
    void namesBecomeTheirPositionTheMostFrequentFirstMissingIncluded() {
        TableEncoder encoder = fit(times(table("x", "x", "x", "y", "y", "?"), 5));
        assertArrayEquals(new float[] {0, 1, 2}, encoder.encode(table("x", "y", "")));
    }

    @Test
    void unknownNameIsOneOfTheRareOrElseTheMostFrequent() {
        TextTable training = times(table("x", "y", "y"), 5);
        assertArrayEquals(new float[] {0}, fit(training).encode(table("z")));
        List<TextTable.Row> withRare = new ArrayList<>(training.rows());
        withRare.addAll(table("a", "b").rows());
        TableEncoder encoder = fit(training.withRows(withRare));
        float[] features = encoder.encode(table("y", "x", "a", "b", "z", "?"));
        assertArrayEquals(new float[] {0, 1, 2, 2, 2, 2}, features);
        assertEquals(3, embedding(encoder).categories());
    }

    @Test
    void onlyTheMostFrequentNamesGetAPosition() {
        TextTable training = times(table("x", "y", "y", "z", "z", "z"), 5);
        CategoryColumn column = CategoryColumn.fit(training, 0, 2);
        assertEquals(List.of("z", "y"), List.copyOf(column.categories().keySet()));
        assertTrue(column.description().contains("1 rare"), column.description());
    }

    @Test
    void vectorsHaveHalfAsManyNumbersAsThereAreNamesAndEightAtMost() {
        String[] names = IntStream.range(0, 30).mapToObj(i -> "n" + i).toArray(String[]::new);
        CategoryColumn many = CategoryColumn.fit(times(table(names), 5), 0, 64);
        assertEquals(8, many.embedding(0).orElseThrow().dimensions());
        TextTable few = times(table("x", "y", "z"), 5);
        assertEquals(2, embedding(fit(few)).dimensions());
    }

    private static Embedding.Column embedding(TableEncoder encoder) {
        return encoder.columns().getFirst().embedding(0).orElseThrow();
    }

    private static TextTable times(TextTable table, int times) {
        return table.withRows(
                IntStream.range(0, times).boxed().flatMap(_ -> table.rows().stream()).toList());
    }

    @Test
    void columnOfNumbersCanBeTakenForNames() {
        TableEncoder.Options options = new TableEncoder.Options(Set.of(0), 8, 1);
        TableEncoder encoder = TableEncoder.fit(table("1,5", "2,6", "2,7"), NO_TARGET, options);
        assertInstanceOf(CategoryColumn.class, encoder.columns().get(0));
        assertInstanceOf(NumericColumn.class, encoder.columns().get(1));
    }

    @Test
    void targetIsNoFeature() {
        TableEncoder encoder = TableEncoder.fit(table("1,5", "2,6"), 1, PLAIN);
        assertEquals(List.of("a"), encoder.columns().stream().map(Column::name).toList());
    }

    @Test
    void rangesOfANumberFillUpOneAfterTheOther() {
        NumericColumn column = NumericColumn.fit(table("0", "1", "2", "4", "8"), 0, 4);
        assertArrayEquals(new double[] {0, 1, 2, 4, 8}, column.edges());
        float[] features = new float[4 * column.width()];
        column.encode(table("3", "-5", "8", "1e6"), features, column.width(), 0);
        float[][] ranges = new float[4][];
        for (int row = 0; row < 4; row++) {
            int from = row * column.width() + 1;
            ranges[row] = Arrays.copyOfRange(features, from, from + 4);
        }
        assertArrayEquals(new float[] {1, 1, 0.5f, 0}, ranges[0]);
        assertArrayEquals(new float[] {0, 0, 0, 0}, ranges[1]);
        assertArrayEquals(new float[] {1, 1, 1, 1}, ranges[2]);
        assertArrayEquals(ranges[2], ranges[3]);
    }

    @Test
    void equalNumbersMakeFewerRanges() {
        assertEquals(
                0, NumericColumn.fit(table("0", "0", "0", "0", "9"), 0, 1).edges().length);
        double[] edges = NumericColumn.fit(table("0", "0", "0", "5", "9"), 0, 4).edges();
        assertArrayEquals(new double[] {0, 5, 9}, edges);
    }

    @Test
    void wordInAColumnOfNumbersIsNamedWithFileLineAndColumn() {
        TableEncoder encoder = fit(table("1,x", "2,y"));
        String message =
                assertThrows(UserError.class, () -> encoder.encode(table("1,x", "many,y")))
                        .getMessage();
        assertTrue(
                message.startsWith("test.csv, line 3, column \"a\": \"many\", expected a number"),
                message);
    }

    @Test
    void columnWithoutAnythingIsNoError() {
        TableEncoder encoder = fit(table("?,1", "?,2"));
        float[] features = encoder.encode(table("?,1.5"));
        assertArrayEquals(new float[] {0, 1.5f}, features, "one name: missing");
    }
}
