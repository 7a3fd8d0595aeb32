package dev.lanewise.samples.table;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.AdamW;
import dev.lanewise.samples.UserError;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.History;
import dev.lanewise.train.Trainer;
import dev.lanewise.train.TrainingListener;
import java.io.IOException;
import java.io.PrintWriter;
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
 * from alone. Gaps are filled and marked, names become a feature each. At the end stands the figure
 * on the rows held out, beside that of a baseline that looks at no feature.
 *
 * <p>Run it: {@code mvn -q -Psample -Dsample=03}. Without a file it makes up a table. What you
 * should see, but for the time:
 *
 * <pre>{@code
 * made-up flats: 8 columns
 *     3,600 rows to train on
 *       400 rows for validation
 *     1,000 rows for the test at the end
 *
 * The columns, as the rows to train on show them:
 *   area       32 features from numbers, median 52.00
 *   rooms       7 features from numbers, median 2.000
 *   floor       7 features from numbers, median 3.000
 *   built      34 features from numbers, median 1950, 282 missing
 *   minutes    33 features from numbers, median 25.00
 *   district    5 features from 5 categories: Old Town, Mill, Harbour, ...
 *   heating     5 features from 5 categories: stove, district, gas, ...
 *   rent       to predict: a number, mean 829.0, deviation 372.4
 *
 * #    layer          in × out  activation                parameters
 * 1    dense         123 × 128  Relu                          15,872
 * 2    dense          128 × 64  Relu                           8,256
 * 3    dense            64 × 1  Identity                          65
 *                               all                           24,193
 *
 *       training              validation
 * epoch       RMSE        RMSE    averaged
 *     1      223.8       147.5       183.5 *
 *     2      129.1       106.2       147.7 *
 *   ...
 *    40      52.67       78.37       73.61 *
 * * least loss on the validation rows so far; kept: epoch 40
 *
 * On the 1,000 rows of the test   network    baseline
 *   RMSE                            70.63       354.7
 *   MAE                             56.14       266.5
 *   R2                             0.9603  -0.0006555
 * The baseline predicts the mean of the training part.
 * The noise in the made-up rents alone is an RMSE of 60.00.
 * Time: training 2.3 s, 63,808 rows a second
 * }</pre>
 *
 * <p>With files ({@code --help} tells how to name the target, the columns and the task). The
 * districts of California with the median price of a house, as on the machine where this was
 * written:
 *
 * <pre>{@code
 * mvn -q -Psample -Dsample=03 -Dargs="--data california_housing.csv"
 *
 * On the 4,128 rows of the test   network    baseline
 *   RMSE                            48308      116033
 *   MAE                             31740       92044
 *   R2                             0.8266  -0.0003757
 * The baseline predicts the mean of the training part.
 * Time: training 6.6 s, 89,835 rows a second
 * }</pre>
 *
 * <p>The census of 1994, who earns more than 50,000 dollars a year, with a test file of its own:
 *
 * <pre>{@code
 * mvn -q -Psample -Dsample=03 -Dargs="--data adult-train.csv --test adult-test.csv"
 *
 * On the 16,281 rows of the test   network    baseline
 *   accuracy                       0.8585      0.7638
 *   log loss                       0.3034      0.5467
 *   ROC AUC                        0.9135      0.5000
 * The baseline predicts the shares of the classes in the training part.
 * Time: training 10.1 s, 115,762 rows a second
 * }</pre>
 */
@Command(
        name = "03",
        sortOptions = false,
        description = "Predicts a column of a table from the others.")
public final class Table implements Callable<Integer> {
    @Spec
    private CommandSpec spec;
    @Mixin
    private TableSource source;
    @Mixin
    private Settings settings;

    private PrintWriter out;

    /** Reads, encodes, trains, tests. */
    @Override
    public Integer call() throws IOException {
        out = spec.commandLine().getOut();
        settings.check();
        TextTable table = source.table();
        Parts parts = source.parts(table, settings.seed());
        Target target = source.target(table, parts.training());
        TableEncoder encoder = encoder(table, parts.training());
        describe(table, parts, encoder, target);

        Dataset training = dataset(parts.training(), encoder, target);
        Dataset validation = dataset(parts.validation(), encoder, target);
        Dataset test = dataset(parts.test(), encoder, target);
        Network network = network(encoder, target);
        print("%n%s%n", network.summary());
        AveragedWeights average = new AveragedWeights(network, target.loss(), validation);
        History history = train(network, target, average, training, validation);
        report(target, average, training, test);
        double seconds = history.epochs().stream().mapToDouble(Epoch::seconds).sum();
        double rows = (double) training.rows() * history.epochs().size();
        print("Time: training %.1f s, %,.0f rows a second%n", seconds, rows / seconds);
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
                    "  %-" + width + "s  %3d features from %s%n",
                    column.name(),
                    column.width(),
                    column.description());
        }
        String name = table.columns().get(source.target(table));
        print("  %-" + width + "s   to predict: %s%n", name, target.description());
    }

    private Network network(TableEncoder encoder, Target target) {
        Network.Builder layers = Network.inputs(encoder.width());
        for (int width : settings.hidden()) {
            layers.dense(width, Activation.RELU);
        }
        return layers.dense(target.outputs()).build(settings.seed());
    }

    private History train(
            Network network,
            Target target,
            AveragedWeights average,
            Dataset training,
            Dataset validation) {
        AdamW adam = AdamW.of(settings.learningRate()).withWeightDecay(settings.weightDecay());
        print("%14s%24s%n", "training", "validation");
        String name = target.progressName();
        print("epoch %10s  %10s  %10s%n", name, name, "averaged");
        try {
            return Trainer.of(network, target.loss(), adam)
                    .withEpochs(settings.epochs())
                    .withBatchSize(Math.min(settings.batchSize(), training.rows()))
                    .withSeed(settings.seed())
                    .withListener(average)
                    .withListener(progress(target, average))
                    .fit(training, validation);
        } catch (ArithmeticException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private TrainingListener progress(Target target, AveragedWeights average) {
        return new TrainingListener() {
            @Override
            public void epochFinished(Epoch epoch) {
                print(
                        "%5d %10s  %10s  %10s%s%n",
                        epoch.number(),
                        target.progress(epoch.training()),
                        target.progress(epoch.validation().orElseThrow()),
                        target.progress(average.current()),
                        average.bestEpoch() == epoch.number() ? " *" : "");
            }
        };
    }

    private void report(Target target, AveragedWeights average, Dataset training, Dataset test) {
        print("* least loss on the validation rows so far; kept: epoch %d%n", average.bestEpoch());
        print("%nOn the %,d rows of the test   network    baseline%n", test.rows());
        for (Target.Score score : target.scores(average.best(), training, test)) {
            print(
                    "  %-26s %10s  %10s%n",
                    score.name(),
                    Figures.text(score.network()),
                    Figures.text(score.baseline()));
        }
        print("The baseline predicts %s.%n", target.baseline());
        if (source.madeUp()) {
            String noise = Figures.text(SyntheticFlats.NOISE);
            print("The noise in the made-up rents alone is an RMSE of %s.%n", noise);
        }
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
