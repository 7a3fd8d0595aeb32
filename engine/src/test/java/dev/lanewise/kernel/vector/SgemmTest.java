package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Sgemm.Epilogue;
import dev.lanewise.kernel.Slice;
import dev.lanewise.kernel.Team;
import dev.lanewise.kernel.scalar.ScalarSgemm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every product of both twins, the vector one with every row of its tuning table, against a chain
 * of fused multiply-adds written out here: equal bits.
 */
class SgemmTest {
    private static final Team TWO = Team.of(2);
    private static final Team FIVE = Team.of(5);
    private static final Team MANY = Team.of(64);
    private static final Map<String, Supplier<Sgemm>> TWINS = Map.of(
            "scalar", ScalarSgemm::new,
            "vector, 16 registers", () -> new VectorSgemm(Blocking.REGISTERS_16),
            "vector, 32 registers", () -> new VectorSgemm(Blocking.REGISTERS_32),
            "vector, 16 registers, team of 5", () -> new VectorSgemm(Blocking.REGISTERS_16, FIVE),
            "vector, 32 registers, team of 2", () -> new VectorSgemm(Blocking.REGISTERS_32, TWO));

    private static final int[] SMALL = {0, 1, 2, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33};
    private static final int[][] LARGE = {
        {33, 77, 101}, {1, 784, 512}, {7, 13, 5}, {255, 257, 511}, {16, 1030, 300}, {17, 1030, 300},
        {300, 10, 257}, {161, 33, 513}, {4, 2049, 1}, {1, 1, 1031}, {3, 2100, 1001},
        {40, 1030, 601},
        {1100, 3, 200}, {37, 24, 600}, {2500, 25, 9}, {14, 2100, 40}, {1, 101, 40}, {1, 2100, 400},
        {200, 136, 20}, {81, 81, 81}, {95, 9, 300},
    };

    @AfterAll
    static void endTeams() {
        TWO.close();
        FIVE.close();
        MANY.close();
    }

    private enum Form {
        NN,
        TN,
        NT;

        void run(Sgemm sgemm, Matrix c, Matrix a, Matrix b, int k, boolean accumulate) {
            run(sgemm, c, a, b, k, accumulate, Epilogue.NONE);
        }

        void run(
                Sgemm sgemm, Matrix c, Matrix a, Matrix b, int k, boolean accumulate,
                Epilogue epilogue) {
            float[] x = c.slice.array();
            int at = c.slice.offset();
            float[] l = a.slice.array();
            int lAt = a.slice.offset();
            float[] r = b.slice.array();
            int rAt = b.slice.offset();
            int m = c.rows;
            int n = c.columns;
            switch (this) {
                case NN -> sgemm.nn(x, at, c.ld, l, lAt, a.ld, r, rAt, b.ld, m, n, k, accumulate,
                        epilogue);
                case TN -> sgemm.tn(x, at, c.ld, l, lAt, a.ld, r, rAt, b.ld, m, n, k, accumulate,
                        epilogue);
                case NT -> sgemm.nt(x, at, c.ld, l, lAt, a.ld, r, rAt, b.ld, m, n, k, accumulate,
                        epilogue);
            }
        }
    }

    /** A matrix whose rows lie {@code ld} apart, with canaries around it. */
    private record Matrix(Slice slice, int rows, int columns, int ld) {
        static Matrix random(long seed, int rows, int columns, int gap) {
            int ld = columns + gap;
            int length = rows == 0 ? 0 : (rows - 1) * ld + columns;
            return new Matrix(Slice.random(seed, length, 1), rows, columns, ld);
        }

        Matrix copy() {
            return new Matrix(slice.copy(), rows, columns, ld);
        }

        int index(int row, int column) {
            return slice.offset() + row * ld + column;
        }

        float at(int row, int column, boolean transposed) {
            return slice.array()[transposed ? index(column, row) : index(row, column)];
        }

        /** NaN inside the matrix; what lies between its rows keeps its values. */
        void fillWithNaN() {
            for (int i = 0; i < rows; i++) {
                Arrays.fill(slice.array(), index(i, 0), index(i, 0) + columns, Float.NaN);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void smallProductsHaveTheBitsOfTheDefinition(Form form) {
        SplittableRandom seeds = new SplittableRandom(form.ordinal());
        for (int m : SMALL) {
            for (int n : SMALL) {
                for (int k : SMALL) {
                    check(form, m, n, k, seeds.nextLong());
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void productsOverSeveralCacheBlocksHaveTheBitsOfTheDefinition(Form form) {
        SplittableRandom seeds = new SplittableRandom(form.ordinal() + 10);
        for (int[] size : LARGE) {
            check(form, size[0], size[1], size[2], seeds.nextLong());
        }
    }

    /** Arrays that end with their matrices, which show a read beyond them. */
    @ParameterizedTest
    @EnumSource(Form.class)
    void operandsMayEndWhereTheirArraysDo(Form form) {
        int[][] sizes = {
            {5, 6, 7}, {33, 77, 101}, {40, 1030, 601}, {1, 784, 512}, {300, 10, 257}, {9, 130, 10},
            {1, 17, 3}, {257, 40, 19}, {6, 2100, 40},
        };
        for (int[] size : sizes) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            Matrix a = exact(form == Form.TN ? k : m, form == Form.TN ? m : k, 1);
            Matrix b = exact(form == Form.NT ? n : k, form == Form.NT ? k : n, 2);
            for (boolean accumulate : new boolean[] {false, true}) {
                Matrix expected = exact(m, n, 3);
                form.run(new ScalarSgemm(), expected, a, b, k, accumulate);
                TWINS.forEach((name, twin) -> {
                    Matrix c = exact(m, n, 3);
                    form.run(twin.get(), c, a, b, k, accumulate);
                    c.slice.assertSameBits(expected.slice, name + Arrays.toString(size));
                });
            }
        }
    }

    private static Matrix exact(int rows, int columns, long seed) {
        float[] values = Slice.random(seed, rows * columns, 1).values();
        return new Matrix(new Slice(values, 0, values.length), rows, columns, columns);
    }

    @Test
    void aNarrowProductStreamsAWideOperand() {
        Matrix a = exact(10, 1030 * 210, 1);
        Matrix b = exact(10, 10, 2);
        Matrix expected = exact(1030 * 210, 10, 3);
        Form.TN.run(new ScalarSgemm(), expected, a, b, 10, false);
        Matrix c = exact(1030 * 210, 10, 4);
        Form.TN.run(new VectorSgemm(Blocking.REGISTERS_32, MANY), c, a, b, 10, false);
        c.slice.assertSameBits(expected.slice, "narrow");
    }

    private static void check(Form form, int m, int n, int k, long seed) {
        boolean aT = form == Form.TN;
        boolean bT = form == Form.NT;
        int gap = (int) (seed >>> 62);
        Matrix a = aT ? Matrix.random(seed, k, m, gap) : Matrix.random(seed, m, k, gap);
        Matrix b = bT ? Matrix.random(~seed, n, k, gap) : Matrix.random(~seed, k, n, gap);
        for (boolean accumulate : new boolean[] {false, true}) {
            Matrix c = Matrix.random(seed + 1, m, n, gap);
            if (!accumulate) {
                c.fillWithNaN();
            }
            Matrix expected = c.copy();
            defineProduct(expected, a, aT, b, bT, k, accumulate);
            for (String twin : TWINS.keySet()) {
                String what =
                        "%s %s %d×%d×%d accumulate %s"
                                .formatted(twin, form, m, n, k, accumulate);
                Matrix result = c.copy();
                form.run(TWINS.get(twin).get(), result, a, b, k, accumulate);
                result.slice.assertSameBits(expected.slice, what);
                result.slice.assertCanaries(what);
            }
        }
    }

    private static void defineProduct(
            Matrix c, Matrix a, boolean aT, Matrix b, boolean bT, int k, boolean accumulate) {
        for (int i = 0; i < c.rows; i++) {
            for (int j = 0; j < c.columns; j++) {
                float sum = accumulate ? c.at(i, j, false) : 0f;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a.at(i, p, aT), b.at(p, j, bT), sum);
                }
                c.slice.array()[c.index(i, j)] = sum;
            }
        }
    }

    @Test
    void anInstanceServesFormsAndSizesInAnyOrder() {
        List<int[]> sizes = new ArrayList<>(List.of(LARGE));
        sizes.addAll(List.of(LARGE).reversed());
        TWINS.forEach((name, twin) -> {
            Sgemm used = twin.get();
            for (int[] size : sizes) {
                for (Form form : Form.values()) {
                    int m = size[0];
                    int n = size[1];
                    int k = size[2];
                    Matrix a =
                            form == Form.TN ? Matrix.random(3, k, m, 1) : Matrix.random(3, m, k, 1);
                    Matrix b =
                            form == Form.NT ? Matrix.random(4, n, k, 1) : Matrix.random(4, k, n, 1);
                    Matrix c = Matrix.random(5, m, n, 0);
                    Matrix expected = c.copy();
                    form.run(used, c, a, b, k, true);
                    form.run(twin.get(), expected, a, b, k, true);
                    c.slice.assertSameBits(expected.slice, name);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(Form.class)
    void anEpilogueSeesEveryElementOnceAndFinished(Form form) {
        int[][] sizes =
                {{70, 300, 40}, {255, 257, 1030}, {1100, 10, 300}, {40, 1030, 601}, {5, 6, 0}};
        for (int[] size : sizes) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            Matrix a = form == Form.TN ? Matrix.random(3, k, m, 1) : Matrix.random(3, m, k, 1);
            Matrix b = form == Form.NT ? Matrix.random(4, n, k, 1) : Matrix.random(4, k, n, 1);
            Matrix expected = Matrix.random(5, m, n, 2);
            form.run(new ScalarSgemm(), expected, a, b, k, false);
            TWINS.forEach((name, twin) -> {
                Matrix c = Matrix.random(6, m, n, 2);
                float[] seen = new float[m * n];
                Arrays.fill(seen, Float.NaN);
                AtomicIntegerArray times = new AtomicIntegerArray(m * n);
                form.run(twin.get(), c, a, b, k, false, (row, rows, column, columns) -> {
                    for (int i = row; i < row + rows; i++) {
                        for (int j = column; j < column + columns; j++) {
                            times.incrementAndGet(i * n + j);
                            seen[i * n + j] = c.at(i, j, false);
                            c.slice.array()[c.index(i, j)] = -1;
                        }
                    }
                });
                for (int i = 0; i < m * n; i++) {
                    Assertions.assertEquals(1, times.get(i), name);
                    Assertions.assertEquals(expected.at(i / n, i % n, false), seen[i], name);
                    Assertions.assertEquals(-1, c.at(i / n, i % n, false), name);
                }
            });
        }
    }

    @Test
    void aProductWhoseEpilogueFailedIsFollowedByARightOne() {
        Matrix a = exact(200, 300, 1);
        Matrix b = exact(300, 300, 2);
        Matrix expected = exact(200, 300, 3);
        Form.NN.run(new ScalarSgemm(), expected, a, b, 300, false);
        TWINS.forEach((name, twin) -> {
            Sgemm sgemm = twin.get();
            Matrix c = exact(200, 300, 4);
            IllegalStateException failure = new IllegalStateException("on purpose");
            Assertions.assertSame(
                    failure,
                    Assertions.assertThrows(
                            IllegalStateException.class,
                            () -> Form.NN.run(sgemm, c, a, b, 300, false,
                                    (row, rows, column, columns) -> {
                                        if (row + rows == 200 && column + columns == 300) {
                                            throw failure;
                                        }
                                    })),
                    name);
            Form.NN.run(sgemm, c, a, b, 300, false);
            c.slice.assertSameBits(expected.slice, name);
        });
    }

    @Test
    void blocksOfTheSameColumnsComeInAscendingOrder() {
        for (Blocking blocking : List.of(Blocking.REGISTERS_16, Blocking.REGISTERS_32)) {
            int[] next = new int[1030];
            Matrix a = Matrix.random(3, 101, 700, 0);
            Matrix b = Matrix.random(4, 700, 1030, 0);
            Matrix c = Matrix.random(5, 101, 1030, 0);
            Form.NN.run(new VectorSgemm(blocking), c, a, b, 700, false,
                    (row, rows, column, columns) -> {
                        for (int j = column; j < column + columns; j++) {
                            Assertions.assertEquals(next[j], row);
                            next[j] = row + rows;
                        }
                    });
            Assertions.assertTrue(Arrays.stream(next).allMatch(end -> end == 101));
        }
    }

    @Test
    void notANumberAndInfinityPassThroughEveryBlock() {
        TWINS.forEach((name, twin) -> {
            Matrix a = Matrix.random(6, 20, 600, 0);
            Matrix b = Matrix.random(7, 600, 40, 0);
            Matrix c = Matrix.random(8, 20, 40, 0);
            a.slice.array()[a.index(3, 599)] = Float.NaN;
            a.slice.array()[a.index(4, 2)] = Float.POSITIVE_INFINITY;
            b.slice.array()[b.index(2, 5)] = 1;
            Form.NN.run(twin.get(), c, a, b, 600, false);
            Assertions.assertTrue(Float.isNaN(c.at(3, 39, false)), name);
            Assertions.assertEquals(Float.POSITIVE_INFINITY, c.at(4, 5, false), name);
            Assertions.assertTrue(Float.isFinite(c.at(5, 5, false)), name);
        });
    }

    @Test
    void emptyProductsNeedNoArraysAndTouchNone() {
        float[] none = {};
        int far = 1 << 30;
        TWINS.forEach((name, twin) -> {
            Sgemm sgemm = twin.get();
            for (boolean accumulate : new boolean[] {false, true}) {
                sgemm.nn(none, 0, far, new float[6], 0, 2, none, 0, far, 3, 0, 2, accumulate);
                sgemm.tn(none, 0, 4, none, 0, 4, new float[8], 0, 4, 0, 4, 2, accumulate);
                sgemm.nt(none, 0, far, new float[6], 0, 2, none, 0, 2, 3, 0, 2, accumulate);
                sgemm.nn(none, 0, far, none, 0, far, none, 0, far, 0, 0, 0, accumulate);
            }
            float[] exact = {Float.NaN, Float.NaN, 7, Float.NaN, Float.NaN};
            sgemm.nn(exact, 0, 3, none, 0, 0, none, 0, 2, 2, 2, 0, false);
            Assertions.assertArrayEquals(new float[] {0, 0, 7, 0, 0}, exact, name);
        });
    }

    @Test
    void argumentsThatDoNotFitAreNamedBeforeAnythingIsWritten() {
        Sgemm sgemm = new VectorSgemm(Blocking.CURRENT);
        float[] c = {1, 2, 3, 4};
        float[] four = new float[4];
        expect("c has 4 elements", () -> sgemm.nn(c, 1, 2, four, 0, 2, four, 0, 2, 2, 2, 2, false));
        expect("a has 4 elements", () -> sgemm.nn(c, 0, 2, four, 0, 3, four, 0, 2, 2, 2, 3, false));
        expect("leading dimension of b is 1",
                () -> sgemm.nt(c, 0, 2, four, 0, 2, four, 0, 1, 2, 2, 2, false));
        expect("k is -1", () -> sgemm.tn(c, 0, 2, four, 0, 2, four, 0, 2, 2, 2, -1, false));
        Assertions.assertArrayEquals(new float[] {1, 2, 3, 4}, c);
    }

    private static void expect(String message, Runnable call) {
        RuntimeException e = Assertions.assertThrows(RuntimeException.class, call::run);
        Assertions.assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
