package dev.lanewise.peers.process;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.peers.step.StepLibrary;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final List<ProcessRun> runs = new ArrayList<>();

    private void add(StepLibrary library, double wall, int megabytes, double accuracy) {
        runs.add(
                new ProcessRun(
                        "run", library, 1, wall,
                        new Outcome(accuracy, wall / 2, 2 * wall, 1024L * megabytes)));
    }

    /** Five processes of one kind whose median is in the middle, and whose worst is the last. */
    private void addFive(StepLibrary library, double wall, int megabytes, double accuracy) {
        add(library, wall - 0.2, megabytes, accuracy);
        add(library, wall, megabytes, accuracy);
        add(library, wall - 0.1, megabytes - 1, accuracy + 0.001);
        add(library, wall + 0.1, megabytes, accuracy);
        add(library, wall + 0.2, megabytes + 10, accuracy - 0.002);
    }

    private void assertLine(String part) {
        List<String> lines = new Report(runs).lines()
                .stream()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
        assertTrue(
                lines.stream().anyMatch(line -> line.contains(part)),
                () -> String.join("\n", lines));
    }

    @Test
    void ourWorstProcessStandsAgainstTheBetterPeersMedianOne() {
        addFive(StepLibrary.LANEWISE, 1.8, 190, 0.86);
        addFive(StepLibrary.TORCH_MKL, 4.4, 500, 0.855);
        addFive(StepLibrary.TORCH_OPENBLAS, 4, 600, 0.85);
        assertLine("| Lanewise | 5 | 1.80 (2.00) | 0.90 (1.00) | 3.60 (4.00) | 190 (200) | "
                + "0.8600 (0.8580) |");
        assertLine("met: the better peer's median process to our worst: 2.000 at wall time, over "
                + "2 of 2 (asked: 2.000)");
        assertLine("met: our median less the better peer's: 0.005 at test accuracy");
    }

    @Test
    void memoryAndAccuracyMayMissToo() {
        addFive(StepLibrary.LANEWISE, 1, 300, 0.86);
        addFive(StepLibrary.TORCH_MKL, 4, 500, 0.84);
        addFive(StepLibrary.TORCH_OPENBLAS, 4, 600, 0.87);
        assertLine("missed: the better peer's median process to our worst: 1.613 at peak memory");
        assertLine("missed: our median less the better peer's: -0.010 at test accuracy");
    }

    @Test
    void fewerThanFiveProcessesDecideNothing() {
        addFive(StepLibrary.LANEWISE, 1, 100, 0.86);
        add(StepLibrary.TORCH_OPENBLAS, 4, 500, 0.86);
        assertLine("undecided: the better peer's median process to our worst: 3.333 at wall time");
        runs.removeLast();
        assertLine("not measured: the better peer's median process to our worst");
    }

    @Test
    void whereMemoryIsUnknownWallTimeAloneIsNoVerdict() {
        addFive(StepLibrary.LANEWISE, 1, 100, 0.86);
        addFive(StepLibrary.TORCH_MKL, 4, 500, 0.86);
        runs.set(0, new ProcessRun("run", StepLibrary.LANEWISE, 1, 1, new Outcome(0.86, 1, 1, -1)));
        assertLine("undecided: the better peer's median process to our worst: 3.333 at wall time, "
                + "over 1 of 2");
    }
}
