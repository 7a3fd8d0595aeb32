package dev.lanewise.peers.step;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.ChildJvm;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

/** Trains with another library and then with ours, and prints a {@link Curve} of each step case. */
final class CurveProcess {
    private static final int STEPS = 200;
    private static final int BATCHES = 8;

    private CurveProcess() {}

    /**
     * What the process is to do.
     *
     * @param run when the run began
     * @param library the other library
     * @param threads on how many threads
     * @param workloads network and optimizer of each
     */
    record Task(String run, StepLibrary library, int threads, List<String> workloads) {}

    /** Trains what the {@link Task} says that comes as JSON on standard input. */
    public static void main(String[] args) {
        try {
            train();
        } catch (IOException | RuntimeException | Error e) {
            ChildJvm.fail(e);
        }
        // OpenMP and OpenBLAS may hold threads that do not end by themselves
        System.exit(0);
    }

    private static void train() throws IOException {
        ObjectMapper json = new ObjectMapper();
        Task task = json.readValue(System.in, Task.class);
        task.library.prepare(task.threads);
        for (String workload : task.workloads) {
            StepCase step = StepCase.parse(workload);
            TrainingData data = TrainingData.of(step.network(), BATCHES);
            List<Double> theirs = losses(task, task.library, data, step);
            List<Double> ours = losses(task, StepLibrary.LANEWISE, data, step);
            System.out.println(
                    json.writeValueAsString(
                            new Curve(
                                    task.run, task.library.name(), task.threads, workload, ours,
                                    theirs)));
        }
    }

    private static List<Double> losses(
            Task task, StepLibrary library, TrainingData data, StepCase step) {
        Rule rule = step.rule();
        try (Learner learner =
                library.learner(data, rule, rule.usualRate(), task.threads)) {
            return IntStream.range(0, STEPS)
                    .mapToObj(i -> learner.lossOfStep(i % data.batches()))
                    .toList();
        }
    }
}
