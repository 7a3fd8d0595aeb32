package dev.lanewise.peers.step;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.ChildJvm;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs where Maven has made class paths for frameworks: {@code -Ppeers,frameworks}. */
class FrameworkLearnersTest {
    private static final int BATCHES = 8;

    /** Theirs and ours, step by step, in a process of the framework. */
    private static List<Curve> curves(StepLibrary library, List<String> steps) throws Exception {
        assumeTrue(library.exists(), () -> library + " has no class path here");
        List<String> lines = new ChildJvm(
                library.classPath(), library.options(), library.environment(1),
                new PrintWriter(System.err, true))
                .run(
                        CurveProcess.class,
                        new CurveProcess.Task("test", library, 1, steps));
        List<Curve> curves = new ArrayList<>();
        for (String line : lines) {
            curves.add(new ObjectMapper().readValue(line, Curve.class));
        }
        assertEquals(steps, curves.stream().map(Curve::workload).toList());
        return curves;
    }

    private static void assertIsOurs(Curve curve) {
        double difference = curve.difference(curve.worstStep());
        assertTrue(difference < 1e-4, () -> curve + ": " + difference);
    }

    private static void assertLearns(Curve curve) {
        List<Double> losses = curve.theirs();
        assertTrue(losses.getLast() < losses.get((losses.size() - 1) % BATCHES), curve::toString);
    }

    /** The rule that is the same as ours in every step is not the same for all. */
    @ParameterizedTest
    @CsvSource({"TENSORFLOW, SGD, Adam", "DJL, SGD, Adam", "DL4J, Adam, SGD"})
    void itLearnsAsOursDoesFromTheSameWeights(StepLibrary library, String rule, String other)
            throws Exception {
        List<Curve> curves = curves(
                library,
                List.of(
                        "16-20-12-10-5, " + rule,
                        "16-20-12-10-5 tanh, " + rule,
                        "16-20-12-1, " + rule,
                        "16-20-12-10-5 gelu, " + other));
        curves.subList(0, 3).forEach(FrameworkLearnersTest::assertIsOurs);
        assertLearns(curves.getLast());
    }
}
