package dev.lanewise.samples.table;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.StandardScaler;
import dev.lanewise.loss.Loss;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.metric.RegressionReport;
import dev.lanewise.nn.Network;
import dev.lanewise.samples.common.Figure;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import java.util.List;

/**
 * A number to be predicted. The network predicts it shifted and scaled as the training part
 * demands; what is printed is in the units of the table.
 *
 * @param index position in the table
 * @param scaler fitted on the training part
 */
record NumberTarget(int index, StandardScaler scaler) implements Target {
    /** Fits on the training part. */
    static NumberTarget fit(TextTable training, int index) {
        return new NumberTarget(index, StandardScaler.fit(numbers(training, index), 1));
    }

    private static float[] numbers(TextTable table, int index) {
        float[] numbers = new float[table.rows().size()];
        int i = 0;
        for (TextTable.Row row : table.rows()) {
            double number = TextTable.number(row.cells().get(index));
            if (Double.isNaN(number)) {
                throw table.wrong(row, index, "a number, as it is to be predicted");
            }
            numbers[i++] = (float) number;
        }
        return numbers;
    }

    private double unit() {
        return scaler.deviation()[0];
    }

    @Override
    public Loss loss() {
        return new MeanSquaredError();
    }

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public String description() {
        return "a number, mean " + NumberText.of(scaler.mean()[0]) + ", deviation "
                + NumberText.of(unit());
    }

    @Override
    public float[] encode(TextTable table) {
        float[] numbers = numbers(table, index);
        scaler.transform(numbers);
        return numbers;
    }

    /** The loss is the square of this figure in other units, so it would tell nothing more. */
    @Override
    public List<Figure> figures() {
        return List.of(new Figure("RMSE", this::rootMeanSquaredError, NumberText::of));
    }

    private double rootMeanSquaredError(Evaluation evaluation) {
        return unit() * evaluation.metric(Metric.ROOT_MEAN_SQUARED_ERROR);
    }

    @Override
    public String baseline() {
        return "the mean of the training part";
    }

    @Override
    public List<Score> scores(Network network, Dataset training, Dataset heldOut) {
        Evaluation evaluation = Evaluation.of(network, loss(), heldOut);
        // always predicting the mean of the training part is predicting 0 in scaled units
        RegressionReport baseline =
                RegressionReport.of(new float[heldOut.rows()], heldOut.targets(), 1);
        return List.of(
                new Score(
                        "RMSE",
                        rootMeanSquaredError(evaluation),
                        unit() * baseline.rootMeanSquaredError()),
                new Score(
                        "MAE",
                        unit() * evaluation.metric(Metric.MEAN_ABSOLUTE_ERROR),
                        unit() * baseline.meanAbsoluteError()),
                new Score("R2", evaluation.metric(Metric.R_SQUARED), baseline.rSquared()));
    }
}
