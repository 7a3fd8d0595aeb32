package dev.lanewise.peers.step;

import dev.lanewise.peers.compare.Bench;
import dev.lanewise.peers.compare.Child;
import dev.lanewise.peers.compare.Task;
import dev.lanewise.peers.compare.Work;
import java.util.HashMap;
import java.util.Map;

/** Steps of one library in its process, one batch after the other. */
final class StepBench implements Bench<StepCase> {
    /** So that inputs and targets are not those that the last step left in the caches. */
    private static final int BATCHES = 8;
    /** So low that weights stay where they are: units do not die, moments are no subnormals. */
    private static final double TIMED_RATE = 1e-6;
    private static final int CHECK_STEPS = 6;

    private final StepLibrary library;
    private final int threads;
    private final String build;
    private final Map<Mlp, TrainingData> data = new HashMap<>();

    private StepBench(Task task) {
        library = StepLibrary.valueOf(task.library());
        threads = task.threads();
        build = library.prepare(threads);
    }

    /** Measures the {@link Task} that comes as JSON on standard input. */
    public static void main(String[] args) {
        Child.run(StepCase::parse, StepBench::new);
    }

    private Learner learner(StepCase step, double rate) {
        TrainingData learned = data.computeIfAbsent(
                step.network(), network -> TrainingData.of(network, BATCHES));
        return library.learner(learned, step.rule(), rate, threads);
    }

    @Override
    public Work prepare(StepCase step) {
        Learner learner = learner(step, TIMED_RATE);
        return new Work() {
            private int steps;

            @Override
            public void run() {
                learner.step(steps++ % BATCHES);
            }

            @Override
            public void close() {
                learner.close();
            }
        };
    }

    /** Some steps on one batch at the usual rate must lower its loss. */
    @Override
    public void check(StepCase step) {
        try (Learner learner = learner(step, step.rule().usualRate())) {
            double first = learner.lossOfStep(0);
            double last = first;
            for (int i = 1; i < CHECK_STEPS; i++) {
                last = learner.lossOfStep(0);
            }
            // also refuses NaN
            if (!(last < first && last >= 0)) {
                throw new IllegalStateException(
                        library.title() + ", " + step + ": the loss went from " + first + " to "
                                + last + " in " + CHECK_STEPS + " steps on one batch");
            }
        }
    }

    @Override
    public String build() {
        return build;
    }

    @Override
    public void close() {}
}
