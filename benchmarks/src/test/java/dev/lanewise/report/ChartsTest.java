package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ChartsTest {
    @TempDir
    private Path folder;

    private static RatioChart ratios(double... ratios) {
        List<RatioChart.Row> rows = IntStream.range(0, ratios.length)
                .mapToObj(row -> new RatioChart.Row("case " + row, true))
                .toList();
        return new RatioChart(
                "Some", "times as fast", rows,
                List.of(new RatioChart.Bars("faster", "slower", ratios)));
    }

    private static RatioChart single(RatioChart.Row row) {
        return new RatioChart(
                "Some", "times as fast", List.of(row),
                List.of(new RatioChart.Bars("faster", "slower", new double[] {139})));
    }

    private static ShareChart shares(int[] sizes, double... shares) {
        return new ShareChart(
                "Some", "size", "share", List.of(new ShareChart.Line("ours", sizes, shares, true)));
    }

    private BufferedImage drawn(Chart chart) throws IOException {
        Path file = folder.resolve("charts").resolve("some.png");
        chart.write(file);
        return ImageIO.read(file.toFile());
    }

    private static long pixels(BufferedImage image, Color color) {
        return Arrays.stream(
                image.getRGB(
                        0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()))
                .filter(rgb -> rgb == color.getRGB())
                .count();
    }

    @Test
    void barsAreAsLongAsTheirLogarithms() throws IOException {
        double twoOctaves = pixels(drawn(ratios(4, 0.25, 1.0001)), ChartStyle.color(0));
        double oneOctave = pixels(drawn(ratios(2, 0.25, 1.0001)), ChartStyle.color(0));
        // the longer bar is drawn on the shorter scale: 4 and 3 octaves in all
        assertEquals(2 * 3 / 4.0, twoOctaves / oneOctave, 0.1);
    }

    @Test
    void whatIsSlowerHasAnotherColor() throws IOException {
        BufferedImage losing = drawn(ratios(2, 0.5));
        assertTrue(pixels(losing, ChartStyle.color(0)) > 1_000);
        assertTrue(pixels(losing, ChartStyle.behind(0)) > 1_000);
        assertEquals(0, pixels(drawn(ratios(2, 3)), ChartStyle.behind(0)));
    }

    @Test
    void aChartGrowsWithItsRows() throws IOException {
        BufferedImage image = drawn(ratios(IntStream.range(1, 61).asDoubleStream().toArray()));
        assertEquals(1_350, image.getWidth());
        assertTrue(image.getHeight() > 60 * 20 * 3 / 2, () -> "height " + image.getHeight());
    }

    @Test
    void aRowWithoutARatioHasNoBar() throws IOException {
        long one = pixels(drawn(ratios(2, Double.NaN)), ChartStyle.color(0));
        long two = pixels(drawn(ratios(2, 2)), ChartStyle.color(0));
        assertTrue(one < two, one + " of " + two);
    }

    @Test
    void whatIsNotCleanHasAStarAndTheAxisSaysWhatItMeans() throws IOException {
        assertEquals("case", ChartStyle.name("case", true));
        assertEquals("case *", ChartStyle.name("case", false));
        assertEquals("times", ChartStyle.axis("times", true));
        assertEquals("times; * the machine was busy", ChartStyle.axis("times", false));
        // the same name on the left, so that only the axis differs
        long clean = pixels(drawn(single(new RatioChart.Row("case *", true))), Color.WHITE);
        long busy = pixels(drawn(single(new RatioChart.Row("case", false))), Color.WHITE);
        assertTrue(busy < clean, busy + " of " + clean);
    }

    @Test
    @Timeout(10)
    void aSingleRowOfALongNameIsDrawn() throws IOException {
        String name = "a case of many parameters ".repeat(3);
        RatioChart chart = single(new RatioChart.Row(name, true));
        assertTrue(pixels(drawn(chart), ChartStyle.color(0)) > 1_000);
    }

    @Test
    void aLineOfSharesIsDrawn() throws IOException {
        BufferedImage image = drawn(shares(new int[] {32, 64, 96}, 0.5, 0.9, 0.7));
        assertEquals(1_350, image.getWidth());
        assertTrue(pixels(image, ChartStyle.OURS) > 1_000);
        assertTrue(pixels(drawn(shares(new int[] {64}, 0.5)), ChartStyle.OURS) > 30);
    }

    @Test
    void whatCannotBeDrawnIsRefusedByName() {
        assertRefused("have no ratio", () -> ratios(Double.NaN));
        assertRefused("bars \"x\" have 1 ratios, expected one for each of 2 rows",
                () -> new RatioChart(
                        "Some", "times",
                        List.of(new RatioChart.Row("a", true), new RatioChart.Row("b", true)),
                        List.of(new RatioChart.Bars("x", "y", new double[1]))));
        assertRefused("2 sizes and 1 shares", () -> shares(new int[2], 0.5));
        assertRefused("are none", () -> new ShareChart("Some", "size", "share", List.of()));
    }

    private static void assertRefused(String expected, Runnable chart) {
        String message = assertThrows(IllegalArgumentException.class, chart::run).getMessage();
        assertFalse(message.isEmpty());
        assertTrue(message.contains(expected), message);
    }
}
