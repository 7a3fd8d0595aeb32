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
import org.junit.jupiter.params.provider.EnumSource;

/** Runs where Maven has made class paths for frameworks: {@code -Ppeers,frameworks}. */
class FrameworkLearnersTest {
    /** Ours and theirs, step by step, in a process of the framework. */
    private static List<Curve> curves(StepLibrary library, String... steps) throws Exception {
        assumeTrue(library.exists(), () -> library + " has no class path here");
        List<String> lines = new ChildJvm(
                library.classPath(), library.options(), library.environment(1),
                new PrintWriter(System.err, true))
                .run(
                        CurveProcess.class,
                        new CurveProcess.Task("test", library, 1, List.of(steps)));
        List<Curve> curves = new ArrayList<>();
        for (String line : lines) {
            curves.add(new ObjectMapper().readValue(line, Curve.class));
        }
        return curves;
    }

    @ParameterizedTest
    @EnumSource(names = {"TENSORFLOW", "DJL", "DL4J"})
    void itLearnsAsOursDoesFromTheSameWeights(StepLibrary library) throws Exception {
        List<Curve> curves = curves(
                library, "16-20-12-10-5, Adam", "16-20-12-10-5 tanh, Adam", "16-20-12-1, Adam");
        assertEquals(3, curves.size());
        for (Curve curve : curves) {
            double difference = curve.difference(curve.worstStep());
            assertTrue(difference < 1e-3, () -> curve + ": " + difference);
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"TENSORFLOW", "DJL", "DL4J"})
    void withMomentumAndGeluItLearnsToo(StepLibrary library) throws Exception {
        for (Curve curve : curves(library, "16-20-12-5 gelu, SGD")) {
            assertTrue(
                    curve.theirs().getLast() < 0.9 * curve.theirs().getFirst(), curve::toString);
        }
    }
}
