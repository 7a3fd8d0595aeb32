package dev.lanewise.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.kernel.RandomStream;
import dev.lanewise.kernel.Slice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class RocCurveTest {
    /** Seen from this module. */
    private static final Path BREAST_CANCER =
            Path.of("..", "..", "shared", "data", "small", "breast_cancer.csv");

    private static final float INFINITY = Float.POSITIVE_INFINITY;

    /** The definition: of all pairs of a positive and a negative, those in order, ties half. */
    private static double shareOfPairs(float[] scores, float[] targets) {
        double won = 0;
        double pairs = 0;
        for (int p = 0; p < scores.length; p++) {
            for (int n = 0; n < scores.length; n++) {
                if (targets[p] == 1 && targets[n] == 0) {
                    won += scores[p] > scores[n] ? 1 : scores[p] == scores[n] ? 0.5 : 0;
                    pairs++;
                }
            }
        }
        return won / pairs;
    }

    private static double auc(float[] scores, float... targets) {
        return RocCurve.of(scores, targets).auc();
    }

    @Test
    void theAreaIsTheShareOfPairsInOrder() {
        for (int n : new int[] {2, 3, 17, 64, 301}) {
            for (int steps : new int[] {1, 3, 20, 1 << 20}) {
                float[] scores = Slice.random(n + steps, n, 1).values();
                float[] targets = new float[n];
                for (int i = 0; i < n; i++) {
                    scores[i] = (float) Math.rint(scores[i] * steps) / steps;
                    targets[i] = i < 2 ? i : RandomStream.ofSeed(n).below(2, i);
                }
                assertEquals(shareOfPairs(scores, targets), auc(scores, targets), 1e-15,
                        n + " rows in steps of 1/" + steps);
            }
        }
    }

    @Test
    void knownAreas() {
        float[] rising = {1, 2, 3, 4, 5};
        assertEquals(1, auc(rising, 0, 0, 1, 1, 1));
        assertEquals(0, auc(rising, 1, 1, 1, 0, 0));
        assertEquals(0.5, auc(new float[] {7, 7, 7, 7, 7}, 0, 0, 1, 1, 1));
        // pairs won: 0.2 over 0.1, both of 0.5 and 0.3 over both; tied: 0.2 with 0.2
        assertEquals(5.5 / 6, auc(new float[] {.1f, .2f, .2f, .5f, .3f}, 0, 0, 1, 1, 1));
        assertEquals(0.5, auc(new float[] {0f, -0f}, 0, 1), "the zeros are equal");
        assertEquals(1, auc(new float[] {-INFINITY, -1e-45f, 0, INFINITY}, 0, 0, 1, 1));
        assertEquals(1, auc(new float[] {-2, -1}, 0.5f, 0.75f), "positive above one half");
    }

    @Test
    void oneClassAloneAndScoresThatAreNoNumbersHaveNoArea() {
        assertEquals(Double.NaN, auc(new float[] {1, 2}, 1, 1));
        assertEquals(Double.NaN, auc(new float[] {1, 2}, 0, 0));
        assertEquals(Double.NaN, auc(new float[] {}));
        RocCurve undefined = RocCurve.of(new float[] {1, Float.NaN, 2}, new float[] {0, 1, 1});
        assertEquals(Double.NaN, undefined.auc());
        assertEquals(List.of(), undefined.points());
    }

    @Test
    void hasAPointForEachDistinctScore() {
        RocCurve curve =
                RocCurve.of(new float[] {0.1f, 0.4f, 0.4f, 0.8f, -3}, new float[] {0, 0, 1, 1, 0});
        assertEquals(
                List.of(
                        new RocCurve.Point(INFINITY, 0, 0),
                        new RocCurve.Point(0.8f, 0, 0.5),
                        new RocCurve.Point(0.4f, 1 / 3.0, 1),
                        new RocCurve.Point(0.1f, 2 / 3.0, 1),
                        new RocCurve.Point(-3, 1, 1)),
                curve.points());
        List<RocCurve.Point> positives = RocCurve.of(new float[1], new float[] {1}).points();
        assertEquals(new RocCurve.Point(0, Double.NaN, 1), positives.getLast());
    }

    @Test
    void pairsBeyondTheRangeOfIntsAreCounted() {
        int n = 200_000;
        float[] scores = new float[n];
        float[] targets = new float[n];
        for (int i = 0; i < n; i++) {
            scores[i] = i;
            targets[i] = i % 2;
        }
        // the positive at 2i + 1 is above i + 1 negatives of n/2: (n/2 + 1)/2 on average
        assertEquals((n / 2.0 + 1) / n, auc(scores, targets), 1e-15);
    }

    @Test
    void columnsOfARealTableAreRankedAsTheDefinitionSays() throws IOException {
        assumeTrue(Files.exists(BREAST_CANCER), () -> BREAST_CANCER + " is missing");
        List<float[]> rows =
                Files.readAllLines(BREAST_CANCER).stream().skip(1).map(RocCurveTest::row).toList();
        float[] benign = new float[rows.size()];
        for (int column : new int[] {0, 7, 30}) {
            float[] scores = new float[rows.size()];
            for (int r = 0; r < scores.length; r++) {
                scores[r] = -rows.get(r)[column];
                benign[r] = rows.get(r)[30];
            }
            assertEquals(shareOfPairs(scores, benign), auc(scores, benign), 1e-15);
        }
    }

    private static float[] row(String line) {
        String[] cells = line.split(",");
        float[] values = new float[cells.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = Float.parseFloat(cells[i]);
        }
        return values;
    }

    @Test
    void argumentsThatDoNotFitAreNamed() {
        expect("length of scores is 2, expected 1",
                () -> RocCurve.of(new float[2], new float[1]));
        expect("target 1 is 2.0", () -> RocCurve.of(new float[2], new float[] {1, 2}));
    }

    private static void expect(String message, Runnable call) {
        IllegalArgumentException e = assertThrows(IllegalArgumentException.class, call::run);
        assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
