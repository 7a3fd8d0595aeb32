package dev.lanewise.peers.step;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CurvesTest {
    private static final String CASE = "32-784-128-10, Adam";

    private static Curve curve(String workload, List<Double> ours, List<Double> theirs) {
        return new Curve("run", StepLibrary.TORCH_MKL.name(), 1, workload, ours, theirs);
    }

    @Test
    void theDifferenceIsInUnitsOfTheOtherLoss() {
        Curve curve = curve(CASE, List.of(2.0, 0.99, 0.5), List.of(2.01, 1.0, 0.5));
        assertEquals(1, curve.worstStep());
        assertEquals(0.01, curve.difference(1), 1e-12);
    }

    @Test
    void theWorstCurveOfAnOptimizerDecides() {
        List<Curve> curves = List.of(
                curve(CASE, List.of(2.0), List.of(2.0)),
                curve("64-16-64-64-1, Adam", List.of(1.002), List.of(1.0)),
                curve("32-784-128-10, SGD", List.of(1.0005), List.of(1.0)));
        assertEquals(
                "missed: Adam, largest difference of a loss: 2.0e-03 at 64-16-64-64-1, "
                        + "Adam, over 2 of 2 (asked: 1.0e-03 at most)",
                Curves.verdict(Rule.ADAM, curves, 2));
        assertEquals(
                "met: SGD, largest difference of a loss: 5.0e-04 at 32-784-128-10, "
                        + "SGD, over 1 of 1 (asked: 1.0e-03 at most)",
                Curves.verdict(Rule.SGD, curves, 1));
        assertEquals(
                "not measured: AdamW, largest difference of a loss (asked: 1.0e-03 at most)",
                Curves.verdict(Rule.ADAMW, curves, 1));
    }

    @Test
    void aLossThatIsNoNumberMissesTheBar() {
        Curve curve = curve(CASE, List.of(1.0, Double.NaN, 1.0), List.of(1.0, 1.0, 1.0));
        assertEquals(1, curve.worstStep());
        assertEquals(
                "missed: Adam, largest difference of a loss: NaN at " + CASE
                        + ", over 1 of 1 (asked: 1.0e-03 at most)",
                Curves.verdict(Rule.ADAM, List.of(curve), 1));
    }

    @Test
    void curvesThatAreNotThereLeaveTheBarUndecidedUnlessOneMissesIt() {
        Curve near = curve(CASE, List.of(1.0005), List.of(1.0));
        assertEquals(
                "undecided: Adam, largest difference of a loss: 5.0e-04 at " + CASE
                        + ", over 1 of 4 (asked: 1.0e-03 at most)",
                Curves.verdict(Rule.ADAM, List.of(near), 4));
        Curve far = curve(CASE, List.of(1.002), List.of(1.0));
        assertEquals(
                "missed: Adam, largest difference of a loss: 2.0e-03 at " + CASE
                        + ", over 2 of 4 (asked: 1.0e-03 at most)",
                Curves.verdict(Rule.ADAM, List.of(near, far), 4));
    }
}
