package dev.lanewise.samples.embed;

import dev.lanewise.nn.Predictor;
import dev.lanewise.samples.common.OptionChecks;
import dev.lanewise.samples.common.UserError;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Sample 04: a model inside a service, which learns from a stream and answers while it learns.
 *
 * <p>What it shows is {@link OnlineModel}: a training step of one's own on one thread, a predictor
 * in an {@code AtomicReference} for all the others, and a file from which the next process goes on.
 * The stream is made up, and its law drifts, so that who does not go on learning is soon wrong.
 *
 * <p>Run it twice: {@code mvn -q -Psample -Dsample=04}. What you should see:
 *
 * <pre>
 * No model yet: a new one.
 *
 *               mean squared error on rows not seen before
 *   batches     of the model     of the one at the start
 *       250          0.10703                     0.29079
 *       500          0.00584                     0.28795
 *       750          0.00873                     0.29018
 *     1,000          0.03463                     0.28046
 *
 * Saved after 1,000 batches. Run it again: it goes on from there.
 * Answered … questions of 4 threads meanwhile.
 * </pre>
 *
 * <p>And the second time:
 *
 * <pre>
 * Going on after 1,000 batches.
 *
 *               mean squared error on rows not seen before
 *   batches     of the model     of the one at the start
 *     1,250          0.02533                     0.12156
 *     1,500          0.00871                     0.34687
 *     1,750          0.02798                     0.50603
 *     2,000          0.02005                     0.45739
 *
 * Saved after 2,000 batches. Run it again: it goes on from there.
 * Answered … questions of 4 threads meanwhile.
 * </pre>
 *
 * <p>The file after both is, to the byte, that of a single run with {@code --batches 2000}: weights,
 * moments of Adam and the number of the batch are in it, and nothing else decides what comes next.
 */
@Command(
        name = "04",
        description = "A model inside a service: learns online, answers meanwhile, goes on.")
public final class Embed implements Callable<Integer> {
    private static final int REPORT = 250;
    private static final long PAUSE_NANOS = 100_000;
    private static final String DEFAULT = " (default: ${DEFAULT-VALUE}).";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            defaultValue = "target/sample-04/model.safetensors",
            description = "Where the model is saved, and taken up again" + DEFAULT)
    private Path file;

    @Option(
            names = "--batches",
            paramLabel = "N",
            defaultValue = "1000",
            description = "Batches of the stream to learn from" + DEFAULT)
    private int batches;

    @Option(
            names = "--askers",
            paramLabel = "N",
            defaultValue = "4",
            description = "Threads that ask for predictions meanwhile" + DEFAULT)
    private int askers;

    @Spec
    private CommandSpec spec;

    private PrintWriter out;

    /** Opens the model, learns and answers, and saves. */
    @Override
    public Integer call() throws IOException, InterruptedException, ExecutionException {
        OptionChecks.positive(spec, "--batches", batches);
        OptionChecks.positive(spec, "--askers", askers);
        out = spec.commandLine().getOut();
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        OnlineModel model = open();
        long before = model.batches();
        print(before == 0 ? "No model yet: a new one.%n%n" : "Going on after %,d batches.%n%n",
                before);
        long answers = learnAndAnswer(model);
        print("%nSaved after %,d batches. Run it again: it goes on from there.%n",
                model.batches());
        print("Answered %,d questions of %d threads meanwhile.%n", answers, askers);
        return 0;
    }

    private OnlineModel open() throws IOException {
        try {
            return new OnlineModel(file);
        } catch (IllegalArgumentException e) {
            throw new UserError(file + " is of another program: " + e.getMessage(), e);
        }
    }

    private long learnAndAnswer(OnlineModel model)
            throws IOException, InterruptedException, ExecutionException {
        AtomicBoolean done = new AtomicBoolean();
        try (ExecutorService threads = Executors.newFixedThreadPool(askers)) {
            List<Future<Long>> counts = new ArrayList<>();
            for (int i = 0; i < askers; i++) {
                counts.add(threads.submit(() -> ask(model, done)));
            }
            try {
                learn(model);
            } finally {
                done.set(true);
            }
            long sum = 0;
            for (Future<Long> count : counts) {
                sum += count.get();
            }
            return sum;
        }
    }

    /** What the service does on its one thread that learns. */
    private void learn(OnlineModel model) throws IOException {
        float[] features = new float[OnlineModel.ROWS * DriftingStream.FEATURES];
        float[] targets = new float[OnlineModel.ROWS];
        Predictor atStart = model.predictor();
        long first = model.batches();
        double error = 0;
        double errorAtStart = 0;
        print("              mean squared error on rows not seen before%n");
        print("  batches     of the model     of the one at the start%n");
        for (int i = 1; i <= batches; i++) {
            DriftingStream.fill(first + i - 1, features, targets);
            errorAtStart += meanSquaredError(atStart, features, targets);
            error += model.learn(features, targets);
            if (i % REPORT == 0 || i == batches) {
                int count = i % REPORT == 0 ? REPORT : i % REPORT;
                print("  %,7d  %15.5f  %26.5f%n", first + i, error / count, errorAtStart / count);
                error = 0;
                errorAtStart = 0;
                model.save(file);
            }
        }
    }

    private static double meanSquaredError(
            Predictor predictor, float[] features, float[] targets) {
        float[] answers = new float[targets.length];
        predictor.predict(answers, 0, features, 0, targets.length);
        double sum = 0;
        for (int row = 0; row < targets.length; row++) {
            double distance = answers[row] - targets[row];
            sum += distance * distance;
        }
        return sum / targets.length;
    }

    /** What it does on those that answer; the number of questions. */
    private static long ask(OnlineModel model, AtomicBoolean done) {
        float[] row = {0.5f, -0.5f};
        long count = 0;
        while (!done.get()) {
            if (!Float.isFinite(model.predict(row))) {
                throw new IllegalStateException("no answer after " + count + " questions");
            }
            count++;
            LockSupport.parkNanos(PAUSE_NANOS);
        }
        return count;
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
