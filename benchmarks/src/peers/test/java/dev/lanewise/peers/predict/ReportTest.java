package dev.lanewise.peers.predict;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private final List<Measurement> measured = new ArrayList<>();

    private void add(Engine engine, double p50, double p99, int cleanCalls, double fma) {
        measured.add(
                new Measurement(
                        "run", engine, 1, "1.0", cleanCalls, p50, p99, 2 * cleanCalls, p50, 2 * p99,
                        fma,
                        10, "25", List.of()));
    }

    private void addEach(Engine engine, double... p50) {
        for (double each : p50) {
            add(engine, each, 2 * each, Report.ENOUGH, 100);
        }
    }

    private void assertLine(String part) {
        List<String> lines = new Report(measured).lines()
                .stream()
                .map(line -> line.replaceAll(" +", " "))
                .toList();
        assertTrue(
                lines.stream().anyMatch(line -> line.contains(part)),
                () -> String.join("\n", lines));
    }

    @Test
    void ourWorstProcessStandsAgainstThePeersMedianOne() {
        addEach(Engine.LANEWISE, 10, 20, 11, 12, 13);
        addEach(Engine.ONNX_RUNTIME, 30, 16, 14, 15, 17);
        assertLine("| Lanewise | 5 | 25000 | 20.0 | 12.0 | 40.0 | 24.0 | 48.0 |");
        assertLine("| ONNX Runtime | 5 | 25000 | 30.0 | 16.0 | 60.0 | 32.0 | 64.0 |");
        assertLine("missed: prediction, ONNX Runtime's median process to our worst: 0.800 at p50");
    }

    @Test
    void noSlowerIsEnoughAndTheWorsePercentileDecides() {
        addEach(Engine.LANEWISE, 10, 10, 10, 10, 16);
        addEach(Engine.ONNX_RUNTIME, 16, 16, 16, 16, 16);
        assertLine("met: prediction, ONNX Runtime's median process to our worst: 1.000");
        measured.removeLast();
        add(Engine.ONNX_RUNTIME, 16, 31, Report.ENOUGH, 100);
        assertLine("met: ");
        measured.clear();
        for (int fork = 0; fork < 5; fork++) {
            add(Engine.LANEWISE, 10, 40, Report.ENOUGH, 100);
            add(Engine.ONNX_RUNTIME, 16, 32, Report.ENOUGH, 100);
        }
        assertLine("missed: prediction, ONNX Runtime's median process to our worst: 0.800 at p99");
    }

    @Test
    void processesOnABusyMachineAreLeftOutAndFewerThanFiveDecideNothing() {
        addEach(Engine.LANEWISE, 10, 10, 10, 10);
        addEach(Engine.ONNX_RUNTIME, 16, 16, 16, 16, 16);
        add(Engine.LANEWISE, 99, 99, Report.ENOUGH - 1, 100);
        add(Engine.LANEWISE, 99, 99, Report.ENOUGH, 96);
        assertLine("| Lanewise | 4 | 20000 | 10.0 |");
        assertLine("undecided: prediction, ONNX Runtime's median process to our worst: 1.600");
    }

    @Test
    void withoutAPeerThereIsATableAndNoFigure() {
        addEach(Engine.LANEWISE, 10);
        assertLine("| ONNX Runtime | 0 | 0 | - | - | - | - | - |");
        assertLine("not measured: prediction");
    }
}
