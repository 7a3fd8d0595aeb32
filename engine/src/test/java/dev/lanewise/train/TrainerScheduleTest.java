package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.data.Batches;
import dev.lanewise.data.Dataset;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Adam;
import dev.lanewise.optim.ConstantSchedule;
import dev.lanewise.optim.Optimizer;
import dev.lanewise.optim.ReduceOnPlateau;
import dev.lanewise.optim.Schedule;
import dev.lanewise.optim.Sgd;
import dev.lanewise.optim.StepDecay;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Learning rates that change: of a step, along a schedule, on a plateau. */
class TrainerScheduleTest {
    private final Dataset data = TrainerTest.disc(70, 1); // 32 + 32 + 6

    static List<Optimizer> optimizers() {
        return EveryOptimizer.kinds();
    }

    /** A rate that is set is the rate of an optimizer that had it from the start. */
    @ParameterizedTest
    @MethodSource("optimizers")
    void bothDoorsTakeTheRateThatWasSet(Optimizer optimizer) {
        Network plain = TrainerTest.classifier();
        Network fused = TrainerTest.classifier();
        Network apart = TrainerTest.classifier();
        double rate = 0.3 * optimizer.learningRate();
        TrainingStep first = step(plain, optimizer.withLearningRate(rate));
        TrainingStep second = step(fused, optimizer);
        TrainingStep third = step(apart, optimizer);
        assertEquals(optimizer.learningRate(), second.learningRate());
        second.setLearningRate(rate);
        third.setLearningRate(rate);
        assertEquals(rate, second.learningRate());
        for (int i = 0; i < 3; i++) {
            first.step(data.features(), 0, data.targets(), 0, 70);
            second.step(data.features(), 0, data.targets(), 0, 70);
            third.computeGradients(data.features(), 0, data.targets(), 0, 70);
            third.update();
        }
        assertArrayEquals(plain.parameters(), fused.parameters());
        assertArrayEquals(plain.parameters(), apart.parameters());
    }

    private static TrainingStep step(Network network, Optimizer optimizer) {
        return new TrainingStep(network, TrainerTest.CROSS_ENTROPY, optimizer, 70);
    }

    @Test
    void aStepKeepsItsRateWhereANewOneIsRefused() {
        TrainingStep step = step(TrainerTest.classifier(), Adam.of(0.25));
        for (double rate : new double[] {-1, Double.NaN, Double.POSITIVE_INFINITY, 1e39}) {
            assertThrows(IllegalArgumentException.class, () -> step.setLearningRate(rate));
        }
        assertEquals(0.25, step.learningRate());
    }

    @Test
    void everyUpdateHasTheRateOfItsNumber() {
        Network network = TrainerTest.classifier();
        Network byHand = network.copy();
        Schedule schedule = StepDecay.of(2).withGamma(0.5);
        History history =
                TrainerTest.trainer(network).withEpochs(3).withSchedule(schedule).fit(data);
        TrainingStep step = step(byHand, Adam.of(0.01));
        Batches batches = new Batches(data, 32, 0);
        int update = 0;
        for (int epoch = 1; epoch <= 3; epoch++) {
            batches.start(epoch);
            while (batches.next()) {
                step.setLearningRate(0.01 * Math.pow(0.5, update / 2));
                step.step(batches.features(), 0, batches.targets(), 0, batches.rows());
                update++;
            }
        }
        assertArrayEquals(byHand.parameters(), network.parameters());
        assertEquals(List.of(0.005, 0.0025, 0.000625), rates(history), "of updates 2, 5 and 8");
    }

    private static List<Double> rates(History history) {
        return history.epochs().stream().map(Epoch::learningRate).toList();
    }

    @Test
    void aFunctionIsGivenTheNumberOfUpdates() {
        List<Long> totals = new ArrayList<>();
        LongFunction<Schedule> schedule =
                updates -> {
                    totals.add(updates);
                    return ConstantSchedule.of();
                };
        Network network = TrainerTest.classifier();
        Network without = TrainerTest.classifier();
        Trainer trainer = TrainerTest.trainer(network).withEpochs(5).withSchedule(schedule);
        trainer.fit(data);
        trainer.withAccumulation(2).withEpochs(4).fit(data);
        assertEquals(List.of(15L, 8L), totals);
        Trainer plain = TrainerTest.trainer(without);
        plain.withEpochs(5).fit(data);
        plain.withAccumulation(2).withEpochs(4).fit(data);
        assertArrayEquals(without.parameters(), network.parameters());
    }

    /** Batches that are added up are one step of the schedule. */
    @Test
    void addedBatchesTakeOneStepOfTheSchedule() {
        History history =
                TrainerTest.trainer(TrainerTest.classifier())
                        .withEpochs(3)
                        .withAccumulation(2)
                        .withSchedule(StepDecay.of(1).withGamma(0.5))
                        .fit(data);
        assertEquals(List.of(0.01 / 2, 0.01 / 8, 0.01 / 32), rates(history));
    }

    /** Steps so small that no weight changes: the figure of every epoch is the first one's. */
    @Test
    void onAPlateauTheRateFallsOnTopOfTheSchedule() {
        Trainer trainer =
                Trainer.of(
                        TrainerTest.classifier(), TrainerTest.CROSS_ENTROPY, Sgd.of(0x1p-60))
                        .withBatchSize(35)
                        .withEpochs(7)
                        .withReduceOnPlateau(ReduceOnPlateau.of().withFactor(0.5).withPatience(1));
        double rate = 0x1p-60;
        List<Double> expected =
                List.of(rate, rate, rate, rate / 2, rate / 2, rate / 4, rate / 4);
        assertEquals(expected, rates(trainer.fit(data, data)));
        Monitor accuracy = Monitor.largest(Metric.ACCURACY);
        assertEquals(expected, rates(trainer.withMonitor(accuracy).fit(data, data)));
        assertEquals(expected, rates(trainer.withBatchSize(70).fit(data)), "without validation");
        Schedule half = new ConstantSchedule(0.5);
        assertEquals(
                expected.stream().map(r -> r / 2).toList(),
                rates(trainer.withSchedule(half).fit(data, data)));
    }
}
