package dev.lanewise.peers.product;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.peers.compare.Failure;
import dev.lanewise.peers.compare.Measurement;
import dev.lanewise.peers.compare.Report;
import dev.lanewise.peers.compare.Results;
import dev.lanewise.report.Chart;
import dev.lanewise.report.RatioChart;
import dev.lanewise.report.ShareChart;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProductFindingsTest {
    private static final Shape SQUARE = new Shape(Form.NN, 512, 512, 512);
    private static final Shape NARROW = new Shape(Form.NN, 128, 10, 256);
    private static final double FMA = 120;
    private static final double INTEGER = 15;
    private static final int ENOUGH = 5;

    private final List<Measurement> measured = new ArrayList<>();
    private final List<Failure> failures = new ArrayList<>();
    private String scope = "";

    /** Processes in each of which the product had enough clean windows, and ran so fast. */
    private void add(Library library, int threads, Shape shape, double... gflops) {
        for (double each : gflops) {
            addFork(library, threads, shape, each, ENOUGH, INTEGER);
        }
    }

    /** The same as often as is asked for a verdict. */
    private void addAll(Library library, int threads, Shape shape, double gflops) {
        add(library, threads, shape, gflops, gflops, gflops, gflops, gflops);
    }

    private void addFork(
            Library library,
            int threads,
            Shape shape,
            double gflops,
            int cleanWindows,
            double integer) {
        double[] clean = new double[cleanWindows];
        Arrays.fill(clean, gflops);
        measured.add(
                new Measurement(
                        "run", library.name(), threads, 1, shape.toString(), "", gflops, clean, 1,
                        gflops,
                        FMA, integer, 16, "25", List.of()));
    }

    private Report<Shape> report(Shape... planned) {
        List<Library> libraries = List.of(Library.LANEWISE, Library.OPENBLAS, Library.MKL);
        Results<Shape> results =
                new Results<>(libraries, List.of(planned), measured, failures);
        return new Report<>(results, new ProductFindings(results), scope);
    }

    /** Its lines for these products, wherever the columns of tables begin. */
    private List<String> report(int threads, Shape... planned) {
        return report(planned).lines(threads)
                .stream()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private void assertLine(String expected, int threads, Shape... planned) {
        List<String> lines = report(threads, planned);
        assertTrue(lines.contains(expected), () -> String.join("\n", lines));
    }

    private void assertNamesSquareAsUnclean() {
        List<String> lines = report(1, SQUARE);
        assertTrue(
                lines.stream().anyMatch(line -> line.contains("Lanewise NN 512x512x512 (1)")),
                () -> String.join("\n", lines));
    }

    @Test
    void ourWorstForkStandsBesideTheMediansOfOthers() {
        add(Library.LANEWISE, 1, SQUARE, 110, 90, 100);
        add(Library.OPENBLAS, 1, SQUARE, 50, 80, 70);
        add(Library.MKL, 1, SQUARE, 75, 10, 75);
        assertLine("| NN 512x512x512 | 90.0 | 100.0 | 0.75 | 70.0 | 75.0 | 1.20 |", 1, SQUARE);
    }

    @Test
    void forksWithTooFewCleanWindowsAreLeftOutAndTold() {
        addFork(Library.LANEWISE, 1, SQUARE, 60, ENOUGH - 1, INTEGER);
        addAll(Library.LANEWISE, 1, SQUARE, 108);
        assertLine("| NN 512x512x512 | 108.0 | 108.0 | 0.90 | - |", 1, SQUARE);
        assertNamesSquareAsUnclean();
        assertLine(
                "- met: squares from 512, share of the yardstick: 0.900 at NN 512x512x512, over 1 "
                        + "of 1 (asked: 0.880)",
                1, SQUARE);
    }

    @Test
    void fewerForksThanAreAskedGiveNoVerdict() {
        add(Library.LANEWISE, 1, SQUARE, 108, 108, 108, 108);
        assertLine(
                "- undecided: squares from 512, share of the yardstick: 0.900 at NN 512x512x512, "
                        + "over 1 of 1 (asked: 0.880); fewest clean forks 4 at "
                        + "NN 512x512x512 (asked: 5)",
                1, SQUARE);
    }

    @Test
    void whereNoForkIsCleanTheWorstIsStarredAndNothingIsDecided() {
        addFork(Library.LANEWISE, 1, SQUARE, 60, 0, INTEGER);
        addFork(Library.LANEWISE, 1, SQUARE, 72, 0, INTEGER);
        assertLine("| NN 512x512x512 | 60.0* | 72.0* | 0.50* | - |", 1, SQUARE);
        assertLine(
                "- undecided: squares from 512, share of the yardstick: 0.500 at NN 512x512x512, "
                        + "over 1 of 1 (asked: 0.880), below at 1; fewest clean forks 0 "
                        + "at NN 512x512x512 (asked: 5)",
                1, SQUARE);
    }

    @Test
    void chartsHaveAStarWhereNoForkIsClean() {
        addFork(Library.LANEWISE, 1, SQUARE, 60, 0, INTEGER);
        addAll(Library.LANEWISE, 1, NARROW, 50);
        for (Shape shape : List.of(SQUARE, NARROW)) {
            addAll(Library.OPENBLAS, 1, shape, 100);
            addAll(Library.MKL, 1, shape, 90);
        }
        Map<String, Chart> charts = report(SQUARE, NARROW).charts("Products", 1);
        assertEquals(
                List.of(new RatioChart.Row("NN 512x512x512", false)),
                ((RatioChart) charts.get("squares")).rows());
        assertEquals(
                List.of(new RatioChart.Row("NN 128x10x256", true)),
                ((RatioChart) charts.get("narrow")).rows());
        assertEquals(
                List.of(false, true, true),
                ((ShareChart) charts.get("shares")).lines()
                        .stream()
                        .map(ShareChart.Line::isClean)
                        .toList());
    }

    @Test
    void whatWasPlannedAndNotMeasuredIsCounted() {
        addAll(Library.LANEWISE, 1, SQUARE, 100);
        addAll(Library.LANEWISE, 1, NARROW, 50);
        addAll(Library.OPENBLAS, 1, SQUARE, 100);
        addAll(Library.MKL, 1, SQUARE, 100);
        assertLine(
                "Not all that was planned was measured: OpenBLAS (1 of 2), MKL (1 of 2).", 1,
                SQUARE, NARROW);
        assertTrue(
                report(1, SQUARE).stream().noneMatch(line -> line.startsWith("Not all")));
    }

    @Test
    void theStandingSaysHowManyOfThePlanItCounts() {
        addAll(Library.LANEWISE, 1, SQUARE, 100);
        addAll(Library.OPENBLAS, 1, SQUARE, 80);
        addAll(Library.MKL, 1, SQUARE, 50);
        scope = "of an unfinished run: ";
        Shape other = new Shape(Form.NN, 256, 256, 256);
        List<String> lines = report(SQUARE, other).standing(List.of(1));
        assertEquals(
                "| squares, one thread, of an unfinished run | 1 of 2 | 1 | 0 | 0 | 1.25 | 1.25 "
                        + "| 1.25 |",
                lines.get(2).replaceAll(" +", " "));
    }

    @Test
    void aProcessWhoseCoreWasNeverItsOwnIsNotClean() {
        addFork(Library.LANEWISE, 1, SQUARE, 60, ENOUGH, 0.9 * INTEGER);
        add(Library.LANEWISE, 1, SQUARE, 108);
        assertNamesSquareAsUnclean();
        assertTrue(
                String.join("\n", report(1, SQUARE))
                        .contains("yardsticks stayed more than 3 per cent below the best"));
    }

    @Test
    void processesAreHeldAgainstThoseOnAsManyThreads() {
        add(Library.LANEWISE, 1, SQUARE, 108);
        addFork(Library.LANEWISE, 2, SQUARE, 200, ENOUGH, 0.9 * INTEGER);
        assertLine("| NN 512x512x512 | 200.0 | 200.0 | 0.83 | - |", 2, SQUARE);
    }

    @Test
    void theMeanIsGeometricAndTheLowestRatioIsNamed() {
        addAll(Library.LANEWISE, 1, SQUARE, 200);
        addAll(Library.LANEWISE, 1, NARROW, 50);
        for (Shape shape : List.of(SQUARE, NARROW)) {
            addAll(Library.OPENBLAS, 1, shape, 100);
            addAll(Library.MKL, 1, shape, 90);
        }
        assertLine(
                "- missed: geometric mean of the ratios to the better peer: 1.000, over 2 of 2 "
                        + "(asked: 1.050)",
                1, SQUARE, NARROW);
        assertLine(
                "- missed: every product, ratio to the better peer: 0.500 at NN 128x10x256, over "
                        + "2 of 2 (asked: 0.850), below at 1",
                1, SQUARE, NARROW);
        assertLine(
                "- missed: output layers of ten, ratio to the better peer: 0.500 at "
                        + "NN 128x10x256, over 1 of 1 (asked: 1.500), below at 1",
                1, SQUARE, NARROW);
    }

    @Test
    void aPeerThatFailedIsToldAndLeavesRatiosUndecided() {
        addAll(Library.LANEWISE, 1, NARROW, 200);
        addAll(Library.OPENBLAS, 1, NARROW, 100);
        failures.add(new Failure("MKL", 1, 3, "it ended\nwith a trace"));
        assertLine("- failed: MKL, 1 thread, fork 3: it ended", 1, NARROW);
        assertLine(
                "- undecided: output layers of ten, ratio to the better peer: 2.000 at "
                        + "NN 128x10x256, over 1 of 1 (asked: 1.500); fewest clean "
                        + "forks 0 at NN 128x10x256 (asked: 5)",
                1, NARROW);
    }

    @Test
    void aPeerWithFewerCleanForksThanAreAskedLeavesRatiosUndecided() {
        addAll(Library.LANEWISE, 1, NARROW, 200);
        addAll(Library.OPENBLAS, 1, NARROW, 100);
        add(Library.MKL, 1, NARROW, 90, 90, 90, 90);
        assertLine(
                "- undecided: output layers of ten, ratio to the better peer: 2.000 at "
                        + "NN 128x10x256, over 1 of 1 (asked: 1.500); fewest clean "
                        + "forks 4 at NN 128x10x256 (asked: 5)",
                1, NARROW);
    }

    @Test
    void verdictsSayWhatTheyHoldFor() {
        addAll(Library.LANEWISE, 1, SQUARE, 108);
        scope = "of those chosen (--shapes): ";
        assertLine(
                "- of those chosen (--shapes): met: squares from 512, share of the yardstick: "
                        + "0.900 at NN 512x512x512, over 1 of 1 (asked: 0.880)",
                1, SQUARE);
    }

    @Test
    void aProductWithoutAFigureLeavesTheMeanUndecided() {
        addAll(Library.LANEWISE, 1, SQUARE, 200);
        add(Library.OPENBLAS, 1, SQUARE, 100);
        add(Library.MKL, 1, SQUARE, 90);
        assertLine(
                "- undecided: geometric mean of the ratios to the better peer: 2.000, over 1 of 2 "
                        + "(asked: 1.050); fewest clean forks 0 at NN 128x10x256 "
                        + "(asked: 5)",
                1, SQUARE, NARROW);
    }

    @Test
    void twoThreadsAreHeldAgainstTheMedianOfOne() {
        add(Library.LANEWISE, 1, SQUARE, 90, 90, 100, 110, 110);
        add(Library.LANEWISE, 2, SQUARE, 210, 185, 190, 190, 190);
        assertLine(
                "- met: squares from 256, ratio to the median of one thread: 1.850 at "
                        + "NN 512x512x512, over 1 of 1 (asked: 1.800)",
                2, SQUARE);
    }

    @Test
    void aPeerThatIsFasterOnOneThreadCountsWithItForTwo() {
        addAll(Library.LANEWISE, 2, NARROW, 60);
        add(Library.OPENBLAS, 1, NARROW, 50);
        add(Library.MKL, 1, NARROW, 40);
        add(Library.OPENBLAS, 2, NARROW, 30);
        add(Library.MKL, 2, NARROW, 40);
        assertLine("| NN 128x10x256 | 60.0 | 60.0 | 0.25 | 30.0 | 40.0 | 1.20 |", 2, NARROW);
    }

    @Test
    void whatWasNotMeasuredIsSaid() {
        add(Library.LANEWISE, 1, NARROW, 50);
        assertLine(
                "- not measured: squares from 512, share of the yardstick (asked: 0.880)", 1,
                NARROW);
        assertLine("Lanewise was not measured: no table.", 2, NARROW);
    }

    @Test
    void aProcessWithOtherLanesDoesNotSetOurYardstick() {
        add(Library.LANEWISE, 1, SQUARE, 60);
        measured.add(
                new Measurement(
                        "run", Library.LANEWISE.name(), 1, 2, SQUARE.toString(), "", 30,
                        new double[] {30}, 0, 0, 30, INTEGER, 4, "25", List.of()));
        Results<Shape> results =
                new Results<>(List.of(Library.LANEWISE), List.of(SQUARE), measured, failures);
        assertEquals(FMA, results.yardstick(1));
    }
}
