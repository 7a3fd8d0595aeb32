package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both twins of all losses, against each other and against formulas in double precision. */
class LossKernelTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int[] ROWS = {0, 1, 2, 3, 127, 128, 129, 300};
    private static final int[] COLUMNS = {1, 2, 9, 10, 15, 16, 17, 31, 33, 1000, 2049};
    private static final float MAX = Float.MAX_VALUE;
    private static final float INF = Float.POSITIVE_INFINITY;

    /** What a kernel made of a batch. */
    private record Result(double value, Slice dZ) {
        void assertSameBits(Result other, String what) {
            assertEquals(
                    Double.doubleToLongBits(value), Double.doubleToLongBits(other.value), what);
            dZ.assertSameBits(other.dZ, what);
        }
    }

    @ParameterizedTest
    @EnumSource
    void twinsGiveEqualBitsAndWriteNothingElse(LossKind kind) {
        forAllShapes(kind, 10f, this::checkTwins);
    }

    @ParameterizedTest
    @EnumSource
    void twinsGiveEqualBitsForSpecialValues(LossKind kind) {
        float[] special = {
            0f, -0f, Float.NaN, INF, -INF, MAX, -MAX, Float.MIN_VALUE, 1e-39f, 1e9f, -1e9f
        };
        forAllShapes(
                kind,
                100f,
                (k, z, t, rows, columns) -> {
                    SplittableRandom random = new SplittableRandom(rows * 31L + columns);
                    for (int n = 0; n < rows * columns / 8; n++) {
                        int at = z.offset() + random.nextInt(rows * columns);
                        z.array()[at] = special[random.nextInt(special.length)];
                    }
                    checkTwins(k, z, t, rows, columns);
                });
    }

    @ParameterizedTest
    @EnumSource
    void gradientMayTakeThePlaceOfTheOutputs(LossKind kind) {
        forAllShapes(
                kind,
                10f,
                (k, z, t, rows, columns) -> {
                    for (Kernels twin : TWINS) {
                        Slice inPlace = z.copy();
                        double value =
                                run(k.kernel(twin, columns), inPlace, inPlace, t, rows, columns,
                                        0.25f);
                        inPlace.assertCanaries("dZ in the place of z");
                        new Result(value, inPlace)
                                .assertSameBits(run(k, twin, z, t, rows, columns, 0.25f),
                                        "in place");
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void rowsDoNotDependOnTheRestOfTheBatch(LossKind kind) {
        for (int columns : new int[] {1, 10, 17, 1000}) {
            int rows = 150;
            SplittableRandom random = new SplittableRandom(columns);
            Slice z = Slice.random(columns, rows * columns, 10f);
            Slice t = kind.targets(random, rows, columns);
            for (Kernels twin : TWINS) {
                Result whole = run(kind, twin, z, t, rows, columns, 1f);
                LossKernel kernel = kind.kernel(twin, columns);
                Slice dZ = Slice.ofNaN(rows * columns);
                double total = 0;
                for (int row = 0; row < rows; row++) {
                    int at = dZ.offset() + row * columns;
                    int target = t.offset() + row * kernel.targetColumns(columns);
                    total +=
                            kernel.valueAndGradient(
                                    dZ.array(), at, z.array(), at, t.array(), target, 1, columns,
                                    1f);
                }
                whole.assertSameBits(new Result(total, dZ), twin.description());
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void valueAndGradientAreThoseOfTheFormula(LossKind kind) {
        float scale = 0.125f;
        forAllShapes(
                kind,
                10f,
                (k, z, t, rows, columns) -> {
                    Result result = run(k, TWINS.get(1), z, t, rows, columns, scale);
                    double expected = 0;
                    for (int row = 0; row < rows; row++) {
                        double[] logits = row(z, row, columns);
                        double[] targets = row(t, row, t.length() / rows);
                        expected += k.formula().loss(logits, targets);
                        double[] gradient = k.formula().gradient(logits, targets);
                        for (int j = 0; j < columns; j++) {
                            assertEquals(
                                    scale * gradient[j],
                                    result.dZ.array()[result.dZ.offset() + row * columns + j],
                                    scale * 3e-6 * Math.max(1, Math.abs(gradient[j])),
                                    "dZ of row " + row + ", column " + j);
                        }
                    }
                    double tolerance = 2e-6 * Math.abs(expected) + 1e-6 * rows;
                    assertEquals(expected, result.value, tolerance);
                });
    }

    @ParameterizedTest
    @EnumSource
    void lossesOfRowsAreWhatIsAddedUp(LossKind kind) {
        forShapes(
                new int[] {0, 1, 3, 129},
                new int[] {1, 10, 33},
                kind,
                10f,
                (k, z, t, rows, columns) -> {
                    for (Kernels twin : TWINS) {
                        LossKernel kernel = k.kernel(twin, columns);
                        Slice losses = Slice.ofNaN(rows);
                        kernel.rowLosses(
                                losses.array(), losses.offset(), z.array(), z.offset(), t.array(),
                                t.offset(), rows, columns);
                        losses.assertCanaries("losses of rows");
                        float[] dZ = new float[columns];
                        int size = kernel.targetColumns(columns);
                        for (int row = 0; row < rows; row++) {
                            double alone =
                                    kernel.valueAndGradient(
                                            dZ, 0, z.array(), z.offset() + row * columns,
                                            t.array(), t.offset() + row * size, 1, columns, 1f);
                            assertEquals((float) alone, losses.values()[row], "row " + row);
                        }
                    }
                });
    }

    @ParameterizedTest
    @EnumSource
    void weightIsWhatCounts(LossKind kind) {
        forShapes(
                new int[] {0, 1, 3, 129},
                new int[] {1, 10, 33},
                kind,
                1f,
                (k, z, t, rows, columns) -> {
                    double expected = 0;
                    for (int row = 0; row < rows; row++) {
                        expected += k.formula().weight(row(t, row, t.length() / rows), columns);
                    }
                    LossKernel kernel = k.kernel(TWINS.get(0), columns);
                    double weight = kernel.weight(t.array(), t.offset(), rows, columns);
                    assertEquals(expected, weight, "quarters add up without an error");
                });
    }

    @ParameterizedTest
    @EnumSource
    void formulaOfTheGradientIsTheDerivative(LossKind kind) {
        double step = 1e-5;
        for (int columns : new int[] {1, 2, 10, 33}) {
            SplittableRandom random = new SplittableRandom(columns);
            double[] z = row(Slice.random(columns, columns, 4f), 0, columns);
            Slice t = kind.targets(random, 1, columns);
            double[] targets = row(t, 0, t.length());
            double[] gradient = kind.formula().gradient(z, targets);
            for (int j = 0; j < columns; j++) {
                double at = z[j];
                z[j] = at + step;
                double above = kind.formula().loss(z, targets);
                z[j] = at - step;
                double below = kind.formula().loss(z, targets);
                z[j] = at;
                assertEquals(
                        (above - below) / (2 * step), gradient[j],
                        1e-6 * Math.max(1, Math.abs(gradient[j])));
            }
        }
    }

    private interface ShapeTest {
        void run(LossKind kind, Slice z, Slice t, int rows, int columns);
    }

    private static void forAllShapes(LossKind kind, float scale, ShapeTest test) {
        forShapes(ROWS, COLUMNS, kind, scale, test);
    }

    private static void forShapes(
            int[] allRows, int[] allColumns, LossKind kind, float scale, ShapeTest test) {
        for (int columns : allColumns) {
            for (int rows : allRows) {
                if (rows * columns <= 20_000) {
                    long seed = rows * 10_007L + columns;
                    Slice z = Slice.random(seed, rows * columns, scale);
                    test.run(
                            kind,
                            z,
                            kind.targets(new SplittableRandom(seed), rows, columns),
                            rows,
                            columns);
                }
            }
        }
    }

    private void checkTwins(LossKind kind, Slice z, Slice t, int rows, int columns) {
        Slice zBefore = z.copy();
        Slice tBefore = t.copy();
        Result scalar = run(kind, TWINS.get(0), z, t, rows, columns, 0.3f);
        Result vector = run(kind, TWINS.get(1), z, t, rows, columns, 0.3f);
        vector.assertSameBits(scalar, kind + " of " + rows + " × " + columns);
        z.assertSameBits(zBefore, "z is only read");
        t.assertSameBits(tBefore, "targets are only read");
    }

    private static Result run(
            LossKind kind, Kernels twin, Slice z, Slice t, int rows, int columns, float scale) {
        Slice dZ = Slice.ofNaN(rows * columns);
        double value = run(kind.kernel(twin, columns), dZ, z, t, rows, columns, scale);
        dZ.assertCanaries("dZ of " + kind + ", " + twin.description());
        return new Result(value, dZ);
    }

    private static double run(
            LossKernel kernel, Slice dZ, Slice z, Slice t, int rows, int columns, float scale) {
        return kernel.valueAndGradient(
                dZ.array(),
                dZ.offset(),
                z.array(),
                z.offset(),
                t.array(),
                t.offset(),
                rows,
                columns,
                scale);
    }

    private static double[] row(Slice slice, int row, int columns) {
        double[] values = new double[columns];
        for (int j = 0; j < columns; j++) {
            values[j] = slice.array()[slice.offset() + row * columns + j];
        }
        return values;
    }
}
