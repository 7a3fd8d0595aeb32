package dev.lanewise.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Shape SQUARE = new Shape(Form.NN, 512, 512, 512);
    private static final Shape NARROW = new Shape(Form.NN, 128, 10, 256);
    private static final double FMA = 120;
    private static final double INTEGER = 15;

    private final List<Measurement> measured = new ArrayList<>();

    /** A process in whose clean windows, or else in all of them, the product ran so fast. */
    private void add(
            Library library, int threads, Shape shape, double gflops, boolean clean) {
        add(library, threads, shape, gflops, clean, INTEGER);
    }

    private void add(
            Library library,
            int threads,
            Shape shape,
            double gflops,
            boolean clean,
            double integer) {
        double[] windows = clean ? new double[] {gflops} : new double[0];
        measured.add(
                new Measurement(
                        "run", library, threads, 1, shape.toString(), gflops, windows, 1, gflops,
                        FMA, integer, 16, "25", List.of()));
    }

    /** Its lines, wherever the columns of tables begin. */
    private List<String> report(int threads) {
        return new Report(new Results(measured), 5)
                .lines(threads)
                .stream()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private void assertLine(String expected, int threads) {
        List<String> lines = report(threads);
        assertTrue(lines.contains(expected), () -> String.join("\n", lines));
    }

    @Test
    void ourWorstForkStandsBesideTheMediansOfOthers() {
        for (double gflops : new double[] {110, 90, 100}) {
            add(Library.LANEWISE, 1, SQUARE, gflops, true);
        }
        for (double gflops : new double[] {50, 80, 70}) {
            add(Library.OPENBLAS, 1, SQUARE, gflops, true);
        }
        for (double gflops : new double[] {75, 10, 75}) {
            add(Library.MKL, 1, SQUARE, gflops, true);
        }
        assertLine(
                "| NN 512x512x512 | 90.0 | 100.0 | 0.75 | 70.0 | 75.0 | 1.20 |",
                1);
    }

    @Test
    void forksWithoutACleanWindowAreLeftOutAndTold() {
        add(Library.LANEWISE, 1, SQUARE, 60, false);
        add(Library.LANEWISE, 1, SQUARE, 108, true);
        assertLine(
                "| NN 512x512x512 | 108.0 | 108.0 | 0.90 | - |",
                1);
        assertTrue(
                report(1).stream().anyMatch(line -> line.contains("Lanewise NN 512x512x512 (1)")));
        assertLine(
                "- met: squares from 512, share of the yardstick: 0.90 at NN 512x512x512 "
                        + "(asked: 0.88)",
                1);
    }

    @Test
    void whereNoForkHasACleanWindowTheBestIsStarred() {
        add(Library.LANEWISE, 1, SQUARE, 60, false);
        add(Library.LANEWISE, 1, SQUARE, 72, false);
        assertLine(
                "| NN 512x512x512 | 72.0* | 72.0* | 0.60* | - |",
                1);
        assertLine(
                "- missed: squares from 512, share of the yardstick: 0.60 at NN 512x512x512 "
                        + "(asked: 0.88), below at 1 of 1 products; not clean at 1 of 1",
                1);
    }

    @Test
    void aProcessWhoseCoreWasNeverItsOwnIsNotClean() {
        add(Library.LANEWISE, 1, SQUARE, 60, true, 0.9 * INTEGER);
        add(Library.LANEWISE, 1, SQUARE, 108, true);
        assertTrue(
                report(1).stream().anyMatch(line -> line.contains("Lanewise NN 512x512x512 (1)")));
    }

    @Test
    void theMeanIsGeometricAndTheLowestRatioIsNamed() {
        add(Library.LANEWISE, 1, SQUARE, 200, true);
        add(Library.LANEWISE, 1, NARROW, 50, true);
        add(Library.OPENBLAS, 1, SQUARE, 100, true);
        add(Library.MKL, 1, NARROW, 100, true);
        assertLine(
                "- missed: geometric mean of the ratios to the better peer: 1.00 over 2 products "
                        + "(asked: 1.05)",
                1);
        assertLine(
                "- missed: every product, ratio to the better peer: 0.50 at NN 128x10x256 "
                        + "(asked: 0.85), below at 1 of 2 products",
                1);
        assertLine(
                "- missed: output layers of ten, ratio to the better peer: 0.50 at NN 128x10x256 "
                        + "(asked: 1.50), below at 1 of 1 products",
                1);
    }

    @Test
    void twoThreadsAreHeldAgainstTheMedianOfOne() {
        for (double gflops : new double[] {90, 100, 110}) {
            add(Library.LANEWISE, 1, SQUARE, gflops, true);
        }
        for (double gflops : new double[] {210, 185, 190}) {
            add(Library.LANEWISE, 2, SQUARE, gflops, true);
        }
        assertLine(
                "- met: squares from 256, ratio to the median of one thread: 1.85 at "
                        + "NN 512x512x512 (asked: 1.80)",
                2);
    }

    @Test
    void whatWasNotMeasuredIsSaid() {
        add(Library.LANEWISE, 1, NARROW, 50, true);
        assertLine(
                "- not measured: squares from 512, share of the yardstick (asked: 0.88)", 1);
    }

    @Test
    void aProcessWithOtherLanesDoesNotSetOurYardstick() {
        add(Library.LANEWISE, 1, SQUARE, 60, true);
        measured.add(
                new Measurement(
                        "run", Library.LANEWISE, 1, 2, SQUARE.toString(), 30, new double[] {30}, 0,
                        0, 30, INTEGER, 4, "25", List.of()));
        assertEquals(FMA, new Results(measured).yardstick(1));
    }
}
