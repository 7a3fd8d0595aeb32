package dev.lanewise.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.measure.Reading;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Case SQUARE = Made.product("NN 64x64x64");
    private static final Work PRODUCT = new Work(Work.Kind.GFLOP, 0.001);
    private static final Series.Allocation NONE = new Series.Allocation(3, 50);

    private static Series vector(double... nanos) {
        return Made.with(Made.series(SQUARE, Series.VECTOR, nanos), PRODUCT, NONE);
    }

    private static List<String> report(Series... series) {
        return Report.lines(new Results(List.of(series)), Optional.empty());
    }

    private static String row(List<String> lines, int number) {
        return lines.get(number).replaceAll(" +", " ");
    }

    private static boolean warns(List<String> lines, String text) {
        return lines.stream().anyMatch(line -> line.startsWith("- Warning") && line.contains(text));
    }

    @Test
    void implementationsStandBesideEachOtherAndBesideTheYardstick() {
        List<String> lines = report(
                vector(12_500), Made.series(SQUARE, Series.SCALAR, 100_000),
                Made.series(SQUARE, Series.NAIVE, 1_000_000));
        assertEquals(
                "| a call | naive | scalar | vector | to naive | to scalar | rate | of yardstick "
                        + "| B a call | clean |",
                row(lines, 0));
        assertEquals(
                "| Sgemm.multiply NN 64x64x64 | 1.00 ms | 100 µs | 12.5 µs | 80.0 | 8.00 "
                        + "| 80.0 GFLOP/s | 0.80 fma | < 50.0 | 24 of 24 |",
                row(lines, 2));
    }

    @Test
    void severalForksHaveAWorst() {
        List<String> lines = report(vector(1000, 1010, 1020, 1030, 1500));
        assertTrue(row(lines, 0).contains("| vector | worst fork |"), lines.getFirst());
        assertTrue(row(lines, 2).contains("| 1.02 µs | 1.50 µs |"), lines.get(2));
        assertFalse(warns(lines, "fork"), lines::toString);
    }

    @Test
    void memoryIsComparedWithTheTriadOfItsSize() {
        Series small = Made.with(
                vector(1000), new Work(Work.Kind.GBYTE, 60e-6), NONE);
        assertTrue(report(small).get(2).contains("0.50 triad 120 KB"), report(small)::toString);
        Series middle = Made.with(vector(1e6), new Work(Work.Kind.GBYTE, 15e-3), NONE);
        assertTrue(report(middle).get(2).contains("0.25 triad 8 MB"), report(middle)::toString);
        Series large = Made.with(vector(1e7), new Work(Work.Kind.GBYTE, 150e-3), NONE);
        assertTrue(report(large).get(2).contains("0.75 triad 192 MB"), report(large)::toString);
    }

    @Test
    void severalThreadsHaveSeveralCoresToFill() {
        Case two = new Case(
                "dev.lanewise.train.TrainingStepBenchmark.step", "thrpt", 1,
                Map.of("threads", "2"));
        Series product =
                Made.with(Made.series(two, Series.VECTOR, 6_250), PRODUCT, NONE);
        assertTrue(row(report(product), 2).contains("0.80 fma"), report(product)::toString);
        Series memory = Made.with(product, new Work(Work.Kind.GBYTE, 60e-6), NONE);
        assertTrue(row(report(memory), 2).contains("GB/s | - |"), report(memory)::toString);
    }

    @Test
    void aSingleForkIsAFirstLook() {
        assertTrue(warns(report(vector(1000)), "One fork: a first look"));
        assertTrue(warns(report(vector(1000, 1000)), "2 forks"));
    }

    @Test
    void aBusyMachineIsMarkedAndTold() {
        Series quiet = Made.series(Made.product("NN 8x8x8"), Series.VECTOR, 10, 10, 10, 10, 10);
        Series busy = Made.series(SQUARE, Series.VECTOR, Made.BUSY, 1000, 1000, 1000, 1000, 1000);
        List<String> lines = report(quiet, busy);
        assertTrue(row(lines, 3).contains("| 1.00 µs* |"), lines.get(3));
        assertTrue(row(lines, 3).endsWith("| 0 of 40 |"), lines.get(3));
        assertTrue(
                warns(lines, "in 1 of 2 benchmarks, not one of them clean in 1: Sgemm.multiply "
                        + "NN 64x64x64, VECTOR."),
                lines::toString);
        assertFalse(lines.get(2).contains("*"), lines.get(2));
    }

    @Test
    void resultsWithoutYardsticksAreDoubted() {
        Series unknown = Made.series(
                SQUARE, Series.VECTOR, Reading.NONE, 1000);
        assertTrue(warns(report(unknown), "No yardsticks were read"));
    }

    @Test
    void allocationOfVectorKernelsIsTold() {
        Series allocating = Made.with(
                Made.series(SQUARE, Series.VECTOR, 1000), PRODUCT,
                new Series.Allocation(24, 3));
        List<String> lines = report(allocating);
        assertTrue(warns(lines, "though they should not; C2"), lines::toString);
        assertTrue(row(lines, 2).contains("| 24.0 |"), lines.get(2));
        assertFalse(warns(report(vector(1000)), "should not"));
    }

    @Test
    void longListsOfNamesAreCut() {
        Series[] busy = Stream.iterate(1, size -> size + 1)
                .limit(7)
                .map(size -> Made.series(
                        Made.product("NN " + size), Series.VECTOR,
                        size == 1 ? Made.QUIET : Made.BUSY, 1000))
                .toArray(Series[]::new);
        assertTrue(warns(report(busy), "NN 6, VECTOR; and 1 more."), report(busy)::toString);
    }

    @Test
    void theControlIsLinearOrNothingIsToBeTrusted() {
        List<String> linear = report(
                Made.series(Made.control(1000), "", 500),
                Made.series(Made.control(2000), "", 1000),
                Made.series(Made.control(4000), "", 2080));
        assertTrue(
                linear.contains(
                        "- Control: the time of a link deviates from the median by 4.0 per cent "
                                + "at most, at 4000 links."),
                linear::toString);
        assertFalse(warns(linear, "control"));
        List<String> bent = report(
                Made.series(Made.control(1000), "", 500),
                Made.series(Made.control(2000), "", 1000),
                Made.series(Made.control(4000), "", 2110));
        assertTrue(warns(bent, "The control does not grow linearly"), bent::toString);
    }

    @Test
    void benchmarksOfOneImplementationHaveATableOfTheirOwn() {
        List<String> lines = report(vector(1000), Made.series(Made.control(1000), "", 500));
        assertTrue(lines.get(2).contains("Sgemm"), lines::toString);
        assertEquals("| benchmark | time | clean |", row(lines, 4));
        assertEquals("| Control.chain links=1000 | 500 ns | 8 of 8 |", row(lines, 6));
    }

    @Test
    void anEmptyRunSaysSo() {
        assertEquals(List.of("Nothing was measured."), report());
    }
}
