package dev.lanewise.samples.table;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.nn.Network;
import dev.lanewise.samples.common.UserError;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class TargetTest {
    private static TextTable table(String... cells) {
        List<TextTable.Row> rows = new ArrayList<>();
        for (String cell : cells) {
            rows.add(new TextTable.Row(rows.size() + 1, List.of(cell)));
        }
        return new TextTable("test.csv", List.of("t"), rows);
    }

    private static String error(Target target, TextTable table) {
        return assertThrows(UserError.class, () -> target.encode(table)).getMessage();
    }

    private static Map<String, Target.Score> scores(
            Target target, Network network, Dataset training, Dataset test) {
        return target.scores(network, training, test).stream()
                .collect(Collectors.toMap(Target.Score::name, score -> score));
    }

    @Test
    void classesAreInOrderAndAFullStopBehindOneIsForgiven() {
        ClassTarget target = ClassTarget.of(table(">50K", "<=50K", ">50K"), 0);
        assertEquals(List.of("<=50K", ">50K"), target.classes());
        assertEquals(1, target.outputs());
        assertArrayEquals(new float[] {1, 0}, target.encode(table(">50K.", "<=50K.")));
    }

    @Test
    void classesThatAreNumbersAreInTheirOrder() {
        ClassTarget target = ClassTarget.of(table("10", "9", "11"), 0);
        assertEquals(List.of("9", "10", "11"), target.classes());
        assertEquals(3, target.outputs());
    }

    @Test
    void missingAndUnknownTargetsAreNamedWithFileLineAndColumn() {
        assertTrue(
                assertThrows(UserError.class, () -> ClassTarget.of(table("a", "?"), 0))
                        .getMessage()
                        .startsWith("test.csv, line 2, column \"t\": \"?\", expected a class"));
        ClassTarget classes = ClassTarget.of(table("a", "b"), 0);
        assertTrue(error(classes, table("a", "c")).contains("line 2, column \"t\": \"c\""));
        NumberTarget numbers = NumberTarget.fit(table("1", "2"), 0);
        assertTrue(error(numbers, table("")).startsWith("test.csv, line 1, column \"t\": \"\""));
    }

    @Test
    void oneClassAloneIsRefused() {
        assertThrows(UserError.class, () -> ClassTarget.of(table("a", "a"), 0));
    }

    @Test
    void errorsOfARegressionAreInTheUnitsOfTheTable() {
        NumberTarget target = NumberTarget.fit(table("100", "300"), 0);
        float[] encoded = target.encode(table("200", "400"));
        assertArrayEquals(new float[] {0, 2}, encoded);
        // a network without weights predicts the mean, 200: errors 0 and 200
        Network network = Network.inputs(1).dense(1).build(0);
        Arrays.fill(network.parameters(), 0);
        Dataset test = Dataset.of(new float[2], 1, encoded, 1);
        Map<String, Target.Score> scores = scores(target, network, test, test);
        assertEquals(Math.sqrt(20000), scores.get("RMSE").network(), 1e-3);
        assertEquals(100, scores.get("MAE").network(), 1e-3);
        for (Target.Score score : scores.values()) {
            assertEquals(score.network(), score.baseline(), 1e-3, "same prediction: " + score);
        }
        assertEquals(-1, scores.get("R2").network(), 1e-6);
    }

    @Test
    void baselineOfAClassificationIsTheSharesOfTheTrainingPart() {
        ClassTarget target = ClassTarget.of(table("a", "b"), 0);
        Network network = Network.inputs(1).dense(1).build(0);
        // the logit is the feature
        network.parameters()[0] = 1;
        network.parameters()[1] = 0;
        Dataset training = Dataset.of(new float[4], 1, new float[] {0, 0, 0, 1}, 1);
        Dataset test =
                Dataset.of(new float[] {-2, 3, -1, 1}, 1, new float[] {0, 0, 1, 1}, 1);
        Map<String, Target.Score> scores = scores(target, network, training, test);
        assertEquals(new Target.Score("accuracy", 0.5, 0.5), scores.get("accuracy"));
        assertEquals(
                -(Math.log(0.75) + Math.log(0.25)) / 2, scores.get("log loss").baseline(), 1e-12);
        assertEquals(0.5, scores.get("ROC AUC").network(), 1e-12);
    }

    @Test
    void figuresHaveFourDigitsAndNoExponent() {
        assertEquals("116033", NumberText.of(116033.2));
        assertEquals("354.8", NumberText.of(354.75));
        assertEquals("0.8585", NumberText.of(0.85851));
        assertEquals("-0.0003757", NumberText.of(-0.00037571));
        assertEquals("0", NumberText.of(0));
        assertEquals("NaN", NumberText.of(Double.NaN));
    }
}
