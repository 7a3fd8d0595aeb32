package dev.lanewise.samples.table;

import dev.lanewise.data.Dataset;
import dev.lanewise.nn.Network;
import dev.lanewise.samples.common.LearningCurves;
import dev.lanewise.samples.common.LearningRateSearch;
import dev.lanewise.samples.common.TrainingLog;
import dev.lanewise.samples.common.TrainingProgress;
import dev.lanewise.samples.common.UserError;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * Sample 03: predicts a column of a table from the others, a number or a class.
 *
 * <p>What is shown is how a table becomes features without deceiving oneself. The rows are parted
 * first: some to learn from, some to choose the best epoch by, and some that nobody looks at before
 * the end. Then {@link TableEncoder} takes everything that is measured, which columns are numbers,
 * their medians, means, deviations and ranges, and the names in the others, from the rows to learn
 * from alone. Gaps are filled and marked; the network itself scales the numbers and has a learned
 * vector for each name. After each epoch, the moving average of the weights is tried on the
 * validation rows, and the best one is kept; a picture of the curves shows where the network began
 * to learn its rows by heart. At the end stands the figure on the rows held out, beside that of a
 * baseline that looks at no feature.
 *
 * <p>Run it: {@code mvn -q -Psample -Dsample=03}. Without a file it makes up a table. What you
 * should see, but for the path and the times:
 *
 * <pre>{@code
 * made-up flats: 8 columns
 *     3,600 rows to train on
 *       400 rows for validation
 *     1,000 rows for the test at the end
 *
 * The columns, as the rows to train on show them:
 *   area       32 features from numbers, median 53.00
 *   rooms       6 features from numbers, median 2.000
 *   floor       7 features from numbers, median 3.000
 *   built      34 features from numbers, median 1950, 279 missing
 *   minutes    33 features from numbers, median 25.00
 *   district    1 feature  from 5 categories: Old Town, Harbour, Hill, ...
 *   heating     1 feature  from 5 categories: stove, gas, district, ...
 *   rent       to predict: a number, mean 836.9, deviation 366.6
 *
 * #      layer                in × out  settings                    parameters
 * 1      input scaling       114 × 114                                       0
 * 2      embedding           114 × 118  2 categorical columns               30
 * 3      dense               118 × 128  Relu                            15,232
 * 4      dropout             128 × 128  rate 0.1                             0
 * 5      dense                128 × 64  Relu                             8,256
 * 6      dropout               64 × 64  rate 0.1                             0
 * 7      dense                  64 × 1  Identity                            65
 *                                       all                             23,583
 *
 *          training  validation
 * epoch        RMSE        RMSE
 *     1       512.2       382.0 *
 *     2       367.0       257.9 *
 *   ...
 *    40       71.98       71.98 *
 * * the least validation loss so far; kept: epoch 40
 *
 * On the 1,000 rows of the test   network    baseline
 *   RMSE                            69.55       376.2
 *   MAE                             54.91       280.5
 *   R2                             0.9658  -0.0004101
 * The baseline predicts the mean of the training part.
 * The noise in the made-up rents alone is an RMSE of 60.00.
 * Picture: …/target/sample-03/learning-curves.png
 * Time: … s, of it training … s with … rows a second
 * }</pre>
 *
 * <p>With files ({@code --help} tells how to name the target, the columns and the task). The
 * districts of California with the median price of a house:
 *
 * <pre>{@code
 * mvn -q -Psample -Dsample=03 -Dargs="--data california_housing.csv"
 *
 * On the 4,128 rows of the test   network    baseline
 *   RMSE                            46836      114306
 *   MAE                             31716       90868
 *   R2                             0.8319   -0.001447
 * The baseline predicts the mean of the training part.
 * }</pre>
 *
 * <p>The census of 1994, who earns more than 50,000 dollars a year, with a test file of its own:
 *
 * <pre>{@code
 * mvn -q -Psample -Dsample=03
 *     -Dargs="--data adult-train.csv --test adult-test.csv --epochs 15 --dropout 0.2"
 *
 * On the 16,281 rows of the test   network    baseline
 *   accuracy                       0.8582      0.7638
 *   log loss                       0.3031      0.5468
 *   ROC AUC                        0.9136      0.5000
 * The baseline predicts the shares of the classes in the training part.
 * }</pre>
 *
 * <p>Collisions of particles, of 28 measured numbers each, beside what logistic regression makes
 * of them, a network without a hidden layer on the numbers as they are:
 *
 * <pre>{@code
 * mvn -q -Psample -Dsample=03 -Dargs="--data higgs7k_binary.train --test higgs7k_binary.test
 *     --no-header --target 0 --epochs 15 --dropout 0.3"
 *
 * On the 500 rows of the test   network    baseline
 *   accuracy                       0.7420      0.5440
 *   log loss                       0.5295      0.6897
 *   ROC AUC                        0.8183      0.5000
 * The baseline predicts the shares of the classes in the training part.
 *
 * mvn -q -Psample -Dsample=03 -Dargs="--data higgs7k_binary.train --test higgs7k_binary.test
 *     --no-header --target 0 --linear --ranges 1 --weight-decay 0 --learning-rate 0.03"
 *
 * On the 500 rows of the test   network    baseline
 *   accuracy                       0.6520      0.5440
 *   log loss                       0.6333      0.6897
 *   ROC AUC                        0.6859      0.5000
 * The baseline predicts the shares of the classes in the training part.
 * }</pre>
 */
@Command(
        name = "03",
        sortOptions = false,
        description = "Predicts a column of a table from the others.")
public final class Table implements Callable<Integer> {
    private static final String ROWS = "rows";

    @Spec
    private CommandSpec spec;
    @Mixin
    private TableSource source;
    @Mixin
    private Settings settings;

    private PrintWriter out;

    /** Reads, encodes, trains, tests, draws. */
    @Override
    public Integer call() throws IOException {
        long start = System.nanoTime();
        out = spec.commandLine().getOut();
        settings.check();
        TextTable table = source.table();
        Path curves = settings.outputFolder().resolve("learning-curves.png");
        Parts parts = source.parts(table, settings.seed());
        Target target = source.target(table, parts.training());
        TableEncoder encoder = encoder(table, parts.training());
        describe(table, parts, encoder, target);

        Dataset training = dataset(parts.training(), encoder, target);
        Dataset validation = dataset(parts.validation(), encoder, target);
        Dataset test = dataset(parts.test(), encoder, target);
        Network network = settings.network(encoder, target.outputs());
        print("%n%s%n", network.summary());
        Trainer trainer =
                settings.trainer(
                        network, target.loss(), settings.weightDecay(), training.rows());
        if (settings.findsRate()) {
            Path file = settings.outputFolder().resolve("learning-rates.png");
            LearningRateSearch.run(trainer, training, file, out);
            return 0;
        }
        TrainingLog log = train(trainer, target, training, validation);
        report(target, network, log, training, test);
        LearningCurves.write(log, curves);
        print("Picture: %s%n", curves);
        print("Time: %.1f s, of it %s%n", (System.nanoTime() - start) * 1e-9,
                log.speed(training.rows(), ROWS));
        return 0;
    }

    private TableEncoder encoder(TextTable table, TextTable training) {
        return TableEncoder.fit(
                training,
                source.target(table),
                new TableEncoder.Options(
                        source.categorical(table), settings.mostCategories(), settings.ranges()));
    }

    private static Dataset dataset(TextTable part, TableEncoder encoder, Target target) {
        return Dataset.of(encoder.encode(part), encoder.width(), target.encode(part), 1);
    }

    private void describe(TextTable table, Parts parts, TableEncoder encoder, Target target) {
        print("%s: %,d columns%n", table.source(), table.columns().size());
        print("%,9d rows to train on%n", parts.training().rows().size());
        print("%,9d rows for validation%n", parts.validation().rows().size());
        print("%,9d rows for the test at the end", parts.test().rows().size());
        boolean apart = !parts.test().source().equals(table.source());
        print("%s%n", apart ? ", of " + parts.test().source() : "");
        print("%nThe columns, as the rows to train on show them:%n");
        int width = table.columns().stream().mapToInt(String::length).max().orElseThrow();
        for (Column column : encoder.columns()) {
            print(
                    "  %-" + width + "s  %3d feature%s from %s%n",
                    column.name(),
                    column.width(),
                    column.width() == 1 ? " " : "s",
                    column.description());
        }
        String name = table.columns().get(source.target(table));
        print("  %-" + width + "s   to predict: %s%n", name, target.description());
    }

    private TrainingLog train(
            Trainer trainer, Target target, Dataset training, Dataset validation) {
        TrainingLog log = new TrainingLog(target.figures(), true);
        try (TrainingProgress progress =
                new TrainingProgress(log, settings.epochs(), training.rows(), ROWS, out)) {
            trainer.withBestWeights().withListener(progress).fit(training, validation);
        } catch (ArithmeticException e) {
            throw new UserError(e.getMessage(), e);
        }
        return log;
    }

    private void report(
            Target target, Network network, TrainingLog log, Dataset training, Dataset test) {
        print("* the least validation loss so far; kept: epoch %d%n", log.kept());
        print("%nOn the %,d rows of the test   network    baseline%n", test.rows());
        for (Target.Score score : target.scores(network, training, test)) {
            print(
                    "  %-26s %10s  %10s%n",
                    score.name(),
                    NumberText.of(score.network()),
                    NumberText.of(score.baseline()));
        }
        print("The baseline predicts %s.%n", target.baseline());
        if (source.madeUp()) {
            String noise = NumberText.of(SyntheticFlats.NOISE);
            print("The noise in the made-up rents alone is an RMSE of %s.%n", noise);
        }
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
