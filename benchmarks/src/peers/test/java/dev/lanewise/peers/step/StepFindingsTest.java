package dev.lanewise.peers.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.peers.compare.Measurement;
import dev.lanewise.peers.compare.Report;
import dev.lanewise.peers.compare.Results;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class StepFindingsTest {
    private static final StepCase TINY = StepCase.parse("64-16-64-64-1, SGD");
    private static final StepCase SMALL = StepCase.parse("32-784-128-10, Adam");
    private static final StepCase LARGE = StepCase.parse("512-784-2048-2048-10, Adam");
    private static final double FMA = 120;

    private final List<Measurement> measured = new ArrayList<>();
    private List<StepLibrary> libraries = List.of(
            StepLibrary.LANEWISE, StepLibrary.TORCH_MKL, StepLibrary.TORCH_OPENBLAS);

    /** Processes in which a step took so many microseconds, always with enough clean windows. */
    private void add(StepLibrary library, int threads, StepCase step, double... micros) {
        for (double each : micros) {
            double gflops = step.operations() / each / 1e3;
            double[] clean = {gflops, gflops, gflops, gflops, gflops};
            measured.add(
                    new Measurement(
                            "run", library.name(), threads, 1, step.toString(), "", gflops, clean,
                            0, 0, FMA, 15, 16, "25", List.of()));
        }
    }

    /** The same as often as is asked for a verdict. */
    private void addAll(StepLibrary library, int threads, StepCase step, double micros) {
        add(library, threads, step, micros, micros, micros, micros, micros);
    }

    private List<String> report(int threads, StepCase... planned) {
        Results<StepCase> results = new Results<>(
                libraries, List.of(planned), measured, List.of());
        return new Report<>(results, new StepFindings(results), "").lines(threads)
                .stream()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private void assertLine(String expected, int threads, StepCase... planned) {
        List<String> lines = report(threads, planned);
        assertTrue(lines.contains(expected), () -> String.join("\n", lines));
    }

    @Test
    void ourSlowestForkStandsBesideTheFasterSettingOfLibtorch() {
        add(StepLibrary.LANEWISE, 1, SMALL, 100, 80, 90);
        add(StepLibrary.TORCH_MKL, 1, SMALL, 300, 150, 140);
        add(StepLibrary.TORCH_OPENBLAS, 1, SMALL, 250, 160, 170);
        double gflops = SMALL.operations() / 100e3;
        assertLine(
                String.format(
                        Locale.ROOT, "| %s | 90 | 100 | 150 | 170 | 1.50 | %.1f | %.2f |",
                        SMALL, gflops, gflops / FMA),
                1, SMALL);
    }

    @Test
    void tensorFlowMayBeTheBetterPeerButBarsAreAboutLibtorchAndOtherFrameworksAreOnlyTold() {
        libraries = List.of(StepLibrary.values());
        addAll(StepLibrary.LANEWISE, 1, SMALL, 100);
        addAll(StepLibrary.TORCH_MKL, 1, SMALL, 200);
        addAll(StepLibrary.TORCH_OPENBLAS, 1, SMALL, 210);
        addAll(StepLibrary.TENSORFLOW, 1, SMALL, 150);
        add(StepLibrary.DL4J, 1, SMALL, 110);
        double gflops = SMALL.operations() / 100e3;
        assertLine(
                String.format(
                        Locale.ROOT,
                        "| %s | 100 | 100 | 200 | 210 | 150 | 110 | 2.00 | 1.50 | %.1f | %.2f |",
                        SMALL, gflops, gflops / FMA),
                1, SMALL);
        assertLine(
                "- met: every step, better libtorch to worst fork: 2.000 at " + SMALL
                        + ", over 1 of 1 (asked: 1.100)",
                1, SMALL);
    }

    @Test
    void theBetterPeerOfAllHasAColumnOnlyWhereThereAreOthersThanLibtorch() {
        libraries = List.of(StepLibrary.values());
        addAll(StepLibrary.LANEWISE, 1, SMALL, 100);
        addAll(StepLibrary.TORCH_MKL, 1, SMALL, 200);
        add(StepLibrary.DJL, 1, SMALL, 110);
        String title = "| better libtorch to worst fork | better peer to worst fork |";
        assertTrue(report(1, SMALL).stream().noneMatch(line -> line.contains(title)));
        addAll(StepLibrary.TENSORFLOW, 1, SMALL, 150);
        assertTrue(report(1, SMALL).stream().anyMatch(line -> line.contains(title)));
    }

    @Test
    void aPeerWithoutTheRuleIsNotWaitedFor() {
        StepCase step = new StepCase(SMALL.network(), Rule.ADAMW);
        libraries = List.of(
                StepLibrary.LANEWISE, StepLibrary.TORCH_MKL, StepLibrary.TENSORFLOW);
        addAll(StepLibrary.LANEWISE, 1, step, 100);
        addAll(StepLibrary.TORCH_MKL, 1, step, 200);
        assertLine(
                "- met: every step, better libtorch to worst fork: 2.000 at " + step
                        + ", over 1 of 1 (asked: 1.100)",
                1, step);
    }

    @Test
    void theTinyNetworkMustBeEightTimesAsFastOnAnyNumberOfThreads() {
        for (int threads : new int[] {1, 2}) {
            addAll(StepLibrary.LANEWISE, threads, TINY, 10);
            addAll(StepLibrary.TORCH_MKL, threads, TINY, 75);
            addAll(StepLibrary.TORCH_OPENBLAS, threads, TINY, 80);
            assertLine(
                    "- missed: 64-16-64-64-1, better libtorch to worst fork: 7.500 at " + TINY
                            + ", over 1 of 1 (asked: 8.000), below at 1",
                    threads, TINY, SMALL);
        }
    }

    @Test
    void moreIsAskedOfTheMeanOnTwoThreads() {
        for (int threads : new int[] {1, 2}) {
            addAll(StepLibrary.LANEWISE, threads, SMALL, 100);
            addAll(StepLibrary.TORCH_MKL, threads, SMALL, 200);
            addAll(StepLibrary.TORCH_OPENBLAS, threads, SMALL, 200);
        }
        String mean =
                "geometric mean of better libtorch to worst fork: 2.000, over 1 of 1 (asked: ";
        assertLine("- met: " + mean + "1.700)", 1, SMALL);
        assertLine("- missed: " + mean + "2.100)", 2, SMALL);
    }

    @Test
    void theShareOfTheYardstickCountsTheWholeStep() {
        double atYardstick = LARGE.operations() / FMA / 1e3;
        addAll(StepLibrary.LANEWISE, 1, LARGE, atYardstick / 0.81);
        assertLine(
                "- met: 512-784-2048-2048-10, share of the yardstick: 0.810 at " + LARGE
                        + ", over 1 of 1 (asked: 0.800)",
                1, LARGE);
    }

    @Test
    void onlyLongStepsMustGainFromTheSecondThread() {
        addAll(StepLibrary.LANEWISE, 1, SMALL, 1_900);
        addAll(StepLibrary.LANEWISE, 2, SMALL, 1_900);
        addAll(StepLibrary.LANEWISE, 1, LARGE, 200_000);
        addAll(StepLibrary.LANEWISE, 2, LARGE, 100_000);
        assertLine(
                "- met: steps above two milliseconds, speed to the median of one thread: 2.000 at "
                        + LARGE + ", over 1 of 1 (asked: 1.600)",
                2, SMALL, LARGE);
    }

    @Test
    void aStepWhoseTimeOnOneThreadIsNotKnownLeavesTheGainUndecided() {
        addAll(StepLibrary.LANEWISE, 2, SMALL, 1_900);
        addAll(StepLibrary.LANEWISE, 1, LARGE, 200_000);
        addAll(StepLibrary.LANEWISE, 2, LARGE, 100_000);
        assertLine(
                "- undecided: steps above two milliseconds, speed to the median of one thread: "
                        + "2.000 at " + LARGE + ", over 1 of 2 (asked: 1.600); fewest clean forks "
                        + "0 at " + SMALL + " (asked: 5)",
                2, SMALL, LARGE);
    }

    @Test
    void withoutLibtorchThereIsNoRatio() {
        addAll(StepLibrary.LANEWISE, 1, SMALL, 100);
        assertLine(
                "- not measured: every step, better libtorch to worst fork (asked: 1.100)", 1,
                SMALL);
        assertEquals(100, SMALL.micros(SMALL.operations() / 100e3), 1e-9);
    }
}
