package dev.lanewise.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.List;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every schedule against tables of its first fifty factors. Where PyTorch computes a rate from the
 * one before, the table does so as well: another way to the same numbers than the closed form.
 */
class ScheduleTest {
    private static final int STEPS = 50;

    static Stream<Arguments> tables() {
        return Stream.of(
                arguments(ConstantSchedule.of(), linear(7, 1, 1)),
                arguments(new ConstantSchedule(0.3), linear(7, 0.3, 0.3)),
                arguments(LinearSchedule.of(20), linear(20, 1.0 / 3, 1)),
                arguments(new LinearSchedule(13, 1, 0.25), linear(13, 1, 0.25)),
                arguments(PolynomialDecay.of(30), polynomial(30, 1, 0)),
                arguments(new PolynomialDecay(30, 2.5, 0.1), polynomial(30, 2.5, 0.1)),
                arguments(PolynomialDecay.of(11).withPower(0.5), polynomial(11, 0.5, 0)),
                arguments(ExponentialDecay.of(0.9), multiplied(0.9, every(1))),
                arguments(
                        ExponentialDecay.of(0.5).withDecaySteps(7),
                        multiplied(Math.exp(-Math.log(2) / 7), every(1))),
                arguments(ExponentialDecay.of(1.2), multiplied(1.2, every(1))),
                arguments(StepDecay.of(10), multiplied(0.1, every(10))),
                arguments(new StepDecay(7, 0.8), multiplied(0.8, every(7))),
                arguments(MultiStepDecay.of(1, 15, 16, 40), multiplied(0.1, 1, 15, 16, 40)),
                arguments(MultiStepDecay.of(30).withGamma(0.5), multiplied(0.5, 30)),
                arguments(CosineAnnealing.of(40), cosine(40, 0)),
                arguments(new CosineAnnealing(25, 0.05), cosine(25, 0.05)),
                arguments(CosineWarmRestarts.of(9), restarts(9, 1, 0)),
                arguments(new CosineWarmRestarts(5, 2, 0.02), restarts(5, 2, 0.02)),
                arguments(new CosineWarmRestarts(1, 3, 0), restarts(1, 3, 0)),
                arguments(OneCycle.of(50), oneCycle(50, 0.3, 25, 1e4, Annealing.COSINE)),
                arguments(OneCycle.of(33), oneCycle(33, 0.3, 25, 1e4, Annealing.COSINE)),
                arguments(
                        new OneCycle(48, 0.47, 10, 100, Annealing.LINEAR),
                        oneCycle(48, 0.47, 10, 100, Annealing.LINEAR)),
                arguments(
                        OneCycle.of(40).withPctStart(0),
                        oneCycle(40, 0, 25, 1e4, Annealing.COSINE)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void factorsAreThoseOfTheTable(Schedule schedule, double[] table) {
        assertEquals(STEPS, table.length);
        for (int t = 0; t < STEPS; t++) {
            double scale = Math.max(1, table[t]);
            assertEquals(table[t], schedule.factor(t), 1e-13 * scale, schedule + " at " + t);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void theOrderOfQuestionsChangesNoBit(Schedule schedule, double[] table) {
        double[] forward = LongStream.range(0, STEPS).mapToDouble(schedule::factor).toArray();
        for (int t = STEPS - 1; t >= 0; t--) {
            assertEquals(forward[t], schedule.factor(t), schedule + " at " + t);
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("tables")
    void aStepBeforeTheFirstIsRefused(Schedule schedule, double[] table) {
        Exception e =
                assertThrows(IllegalArgumentException.class, () -> schedule.factor(-1));
        assertTrue(e.getMessage().startsWith("step is -1, expected at least 0"), e.getMessage());
    }

    @Test
    void endsAreMetExactlyAndKept() {
        for (long t : new long[] {20, 21, 1000, Long.MAX_VALUE}) {
            assertEquals(0.7, new LinearSchedule(20, 0.1, 0.7).factor(t));
            assertEquals(0.1, PolynomialDecay.of(20).withEndFactor(0.1).factor(t));
            assertEquals(0.05, CosineAnnealing.of(20).withMinimumFactor(0.05).factor(t));
            for (Annealing annealing : Annealing.values()) {
                OneCycle cycle = OneCycle.of(21).withAnnealing(annealing);
                assertEquals(1.0 / 25 / 1e4, cycle.factor(t));
            }
        }
        assertEquals(0.1, new LinearSchedule(20, 0.1, 0.7).factor(0));
        assertEquals(1, CosineAnnealing.of(20).withMinimumFactor(0.05).factor(0));
    }

    @Test
    void aMilestoneIsTheFirstStepOfTheNewRate() {
        assertFactors(StepDecay.of(3).withGamma(0.5), 1, 1, 1, 0.5, 0.5, 0.5, 0.25);
        assertFactors(MultiStepDecay.of(2, 3).withGamma(0.5), 1, 1, 0.5, 0.25, 0.25);
        assertFactors(new MultiStepDecay(List.of(), 0.5), 1, 1, 1);
    }

    @Test
    void aRestartBeginsAtTheFullRate() {
        double middle = 0.5;
        assertFactors(CosineWarmRestarts.of(2), 1, middle, 1, middle, 1);
        double third = 0.75;
        Schedule growing = new CosineWarmRestarts(1, 3, 0);
        assertFactors(growing, 1, 1, third, 0.25, 1);
        assertEquals(1, growing.factor(1 + 3 + 9 + 27));
        Schedule late = new CosineWarmRestarts(1L << 40, Long.MAX_VALUE, 0);
        assertEquals(1, late.factor(1L << 40));
        assertEquals(1, late.factor(1L << 50), 1e-9);
    }

    @Test
    void aCycleRisesToTheBaseRateAndFallsFarBelowItsStart() {
        for (Annealing annealing : Annealing.values()) {
            OneCycle cycle = OneCycle.of(10).withAnnealing(annealing); // its top is step 2
            assertFactors(cycle, 0.04, 0.52, 1);
            assertEquals(4e-6, cycle.factor(9), 1e-20);
        }
        assertEquals((1 + 4e-6) / 2, OneCycle.of(100).factor(64), 1e-15); // between 29 and 99
    }

    @Test
    void everyCycleIsANumberHoweverShort() {
        for (double share : new double[] {0, 0.1, 0.3, 0.5, 0.999, Math.nextDown(1.0)}) {
            for (long total : new long[] {1, 2, 3, 4, 10, 1L << 53, Long.MAX_VALUE}) {
                OneCycle cycle = OneCycle.of(total).withPctStart(share);
                for (long t : new long[] {0, 1, total - 1, total, Long.MAX_VALUE}) {
                    double factor = cycle.factor(t);
                    assertTrue(factor >= 0 && factor <= 1, cycle + " at " + t + ": " + factor);
                }
            }
        }
    }

    @Test
    void aWarmUpRisesInEqualStepsAndThenTheScheduleBegins() {
        Schedule schedule = StepDecay.of(2).withGamma(0.5).withWarmUp(3);
        assertFactors(schedule, 0.25, 0.5, 0.75, 1, 1, 0.5, 0.5, 0.25);
        assertFactors(ConstantSchedule.of().withWarmUp(1), 0.5, 1, 1);
        assertFactors(new ConstantSchedule(0.4).withWarmUp(1), 0.2, 0.4, 0.4);
    }

    @Test
    void aJoinedScheduleCountsFromItsSeam() {
        Schedule tail = new JoinedSchedule(new ConstantSchedule(0.2), 2, PolynomialDecay.of(2));
        Schedule joined = new JoinedSchedule(ConstantSchedule.of(), 1, tail);
        assertFactors(joined, 1, 0.2, 0.2, 1, 0.5, 0, 0);
    }

    /** What a trainer that knows the number of steps takes. */
    @Test
    void schedulesAreWrittenAsFunctionsOfTheNumberOfSteps() {
        List<LongFunction<Schedule>> functions =
                List.of(
                        OneCycle::of,
                        CosineAnnealing::of,
                        PolynomialDecay::of,
                        steps -> CosineAnnealing.of(steps - 500).withWarmUp(500),
                        steps -> MultiStepDecay.of(steps / 2, steps * 3 / 4));
        for (LongFunction<Schedule> function : functions) {
            assertTrue(function.apply(2000).factor(1999) < 0.1);
        }
    }

    private static void assertFactors(Schedule schedule, double... expected) {
        for (int t = 0; t < expected.length; t++) {
            assertEquals(expected[t], schedule.factor(t), 1e-15, schedule + " at " + t);
        }
    }

    private static long[] every(int steps) {
        return LongStream.range(1, STEPS).filter(t -> t % steps == 0).toArray();
    }

    /** 1 from step 0 on, times gamma in each of the given steps. */
    private static double[] multiplied(double gamma, long... at) {
        double[] table = new double[STEPS];
        table[0] = 1;
        for (int t = 1; t < STEPS; t++) {
            long step = t;
            boolean now = LongStream.of(at).anyMatch(milestone -> milestone == step);
            table[t] = now ? table[t - 1] * gamma : table[t - 1];
        }
        return table;
    }

    /** PyTorch's chained form. */
    private static double[] linear(int total, double start, double end) {
        double[] table = new double[STEPS];
        table[0] = start;
        for (int t = 1; t < STEPS; t++) {
            table[t] = table[t - 1];
            if (t <= total) {
                table[t] *= 1 + (end - start) / (total * start + (t - 1) * (end - start));
            }
        }
        return table;
    }

    /** PyTorch's chained form of a fall to 0, raised by the end. */
    private static double[] polynomial(int total, double power, double end) {
        double[] table = new double[STEPS];
        double rest = 1;
        for (int t = 0; t < STEPS; t++) {
            if (t > 0 && t <= total) {
                rest *= Math.pow((double) (total - t) / (total - t + 1), power);
            }
            table[t] = rest + end - rest * end;
        }
        return table;
    }

    /** With (1 + cos x)/2 = cos²(x/2). */
    private static double cosine(double start, double end, double position) {
        double root = Math.cos(Math.PI / 2 * position);
        return end + (start - end) * root * root;
    }

    private static double[] cosine(int total, double minimum) {
        double[] table = new double[STEPS];
        for (int t = 0; t < STEPS; t++) {
            table[t] = t < total ? cosine(1, minimum, (double) t / total) : minimum;
        }
        return table;
    }

    /** Counts a period's steps as PyTorch does, one at a time. */
    private static double[] restarts(int period, int multiplier, double minimum) {
        double[] table = new double[STEPS];
        int since = 0;
        int length = period;
        for (int t = 0; t < STEPS; t++) {
            table[t] = cosine(1, minimum, (double) since / length);
            since++;
            if (since == length) {
                since = 0;
                length *= multiplier;
            }
        }
        return table;
    }

    /** In rates, for a maximum of 0.5. */
    private static double[] oneCycle(
            int total,
            double pctStart,
            double divFactor,
            double finalDivFactor,
            Annealing annealing) {
        double highest = 0.5;
        double initial = highest / divFactor;
        double lowest = initial / finalDivFactor;
        double top = pctStart * total - 1;
        double[] table = new double[STEPS];
        for (int t = 0; t < STEPS; t++) {
            boolean up = t <= top;
            double done = Math.min(t, total - 1) - (up ? 0 : top);
            double position = done / (up ? top : total - 1 - top);
            double from = up ? initial : highest;
            double to = up ? highest : lowest;
            double rate =
                    annealing == Annealing.COSINE
                            ? cosine(from, to, position)
                            : from + (to - from) * position;
            table[t] = rate / highest;
        }
        return table;
    }
}
