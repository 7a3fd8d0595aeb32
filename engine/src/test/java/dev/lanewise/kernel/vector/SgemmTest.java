package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Sgemm.Epilogue;
import dev.lanewise.kernel.scalar.ScalarSgemm;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
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
    private static final SgemmTwins TWINS = new SgemmTwins();

    private static final int[] SMALL = {0, 1, 2, 5, 7, 8, 9, 15, 16, 17, 31, 32, 33};
    private static final int[][] LARGE = {
        {33, 77, 101}, {1, 784, 512}, {7, 13, 5}, {255, 257, 511}, {16, 1030, 300}, {17, 1030, 300},
        {300, 10, 257}, {161, 33, 513}, {4, 2049, 1}, {1, 1, 1031}, {3, 2100, 1001}, {1, 4131, 7},
        {40, 1030, 601}, {37, 300, 601}, {875, 515, 600},
        {1100, 3, 200}, {37, 24, 600}, {2500, 25, 9}, {14, 2100, 40}, {1, 101, 40}, {1, 2100, 400},
        {200, 136, 20}, {81, 81, 81}, {95, 9, 300}, {9, 47, 6}, {6, 63, 9}, {10, 79, 5},
        {3, 100, 17}, {6, 47, 700}, {7, 63, 530}, {10, 70, 520},
        {17, 550, 10}, {8, 31, 10}, {1, 48, 10}, {25, 256, 10}, {70, 3, 10},
        {48, 10, 1030}, {530, 10, 1000}, {16, 10, 8}, {19, 10, 5}, {32, 10, 1}, {1050, 10, 140},
        {130, 410, 10}, {128, 128, 128},
        // in training: relays, with B in place or packed, of several blocks, or of fewer columns than
        // there are vectors for all members; gradients in bands
        {32, 110, 300}, {70, 550, 900}, {256, 30, 343}, {330, 99, 70}, {23, 130, 513},
        {40, 600, 700}, {120, 33, 300},
    };

    @AfterAll
    static void endTeams() {
        TWINS.close();
    }

    @ParameterizedTest
    @EnumSource(ProductForm.class)
    void smallProductsHaveTheBitsOfTheDefinition(ProductForm form) {
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
    @EnumSource(ProductForm.class)
    void productsOverSeveralCacheBlocksHaveTheBitsOfTheDefinition(ProductForm form) {
        SplittableRandom seeds = new SplittableRandom(form.ordinal() + 10);
        for (int[] size : LARGE) {
            check(form, size[0], size[1], size[2], seeds.nextLong());
        }
    }

    /** Arrays that end with their matrices, which show a read beyond them. */
    @ParameterizedTest
    @EnumSource(ProductForm.class)
    void operandsMayEndWhereTheirArraysDo(ProductForm form) {
        int[][] sizes = {
            {5, 6, 7}, {33, 77, 101}, {40, 1030, 601}, {1, 784, 512}, {300, 10, 257}, {9, 130, 10},
            {1, 17, 3}, {257, 40, 19}, {6, 2100, 40}, {7, 13, 5}, {6, 47, 9}, {11, 79, 300},
            {11, 64, 10}, {5, 271, 10}, {40, 10, 16}, {64, 10, 130}, {17, 10, 12}, {1, 21, 27},
            {40, 1, 33}, {70, 1, 9}, {9, 1, 7}, {700, 1, 517}, {2, 1, 1}, {35, 67, 1},
            {200, 300, 1},
        };
        for (int[] size : sizes) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            boolean aT = form == ProductForm.TN;
            boolean bT = form == ProductForm.NT;
            Matrix a = Matrix.exact(aT ? k : m, aT ? m : k, 1);
            Matrix b = Matrix.exact(bT ? n : k, bT ? k : n, 2);
            for (boolean accumulate : new boolean[] {false, true}) {
                Matrix expected = Matrix.exact(m, n, 3);
                form.run(new ScalarSgemm(), expected, a, b, k, accumulate);
                TWINS.forEach((name, twin) -> {
                    Matrix c = Matrix.exact(m, n, 3);
                    form.run(twin.get(), c, a, b, k, accumulate);
                    c.slice().assertSameBits(expected.slice(), name + Arrays.toString(size));
                });
            }
        }
    }

    @Test
    void aNarrowProductStreamsAWideOperand() {
        Matrix a = Matrix.exact(10, 1030 * 210, 1);
        Matrix b = Matrix.exact(10, 10, 2);
        Matrix expected = Matrix.exact(1030 * 210, 10, 3);
        ProductForm.TN.run(new ScalarSgemm(), expected, a, b, 10, false);
        Matrix c = Matrix.exact(1030 * 210, 10, 4);
        TWINS.forEachOfManyMembers((name, twin) -> {
            ProductForm.TN.run(twin.get(), c, a, b, 10, false);
            c.slice().assertSameBits(expected.slice(), name);
            c.fillWithNaN();
        });
    }

    /** The column of one matrix may be a run of values where that of another is not. */
    @ParameterizedTest
    @EnumSource(ProductForm.class)
    void aSingleColumnMayLieApartInEachMatrix(ProductForm form) {
        int[][] sizes = {{100, 10}, {40, 33}, {700, 517}, {9, 7}, {40, 0}};
        for (int[] size : sizes) {
            int m = size[0];
            int k = size[1];
            for (int gaps = 0; gaps < 4; gaps++) {
                Matrix a = form.randomA(1, m, k, 1);
                Matrix b = form.randomB(2, 1, k, gaps / 2 * 3);
                Matrix start = Matrix.random(3, m, 1, gaps % 2);
                for (boolean accumulate : new boolean[] {false, true}) {
                    Matrix expected = start.copy();
                    form.run(new ScalarSgemm(), expected, a, b, k, accumulate);
                    TWINS.forEach((name, twin) -> {
                        Matrix c = start.copy();
                        form.run(twin.get(), c, a, b, k, accumulate);
                        c.slice().assertSameBits(expected.slice(), name + Arrays.toString(size));
                    });
                }
            }
        }
    }

    /** Blocks of 32 rows, the last of one; columns that are no whole panels, nor lines. */
    @Test
    void fewRowsGoOverAnOperandThatNoCacheHolds() {
        int rows = 5;
        int columns = 6541;
        int k = 321;
        Matrix a = Matrix.exact(rows, k, 1);
        Matrix b = Matrix.exact(k, columns, 2);
        Matrix start = Matrix.exact(rows, columns, 3);
        for (boolean accumulate : new boolean[] {false, true}) {
            Matrix expected = start.copy();
            ProductForm.NN.run(new ScalarSgemm(), expected, a, b, k, accumulate);
            TWINS.forEach((name, twin) -> {
                Matrix c = start.copy();
                ProductForm.NN.run(twin.get(), c, a, b, k, accumulate);
                c.slice().assertSameBits(expected.slice(), name);
            });
        }
    }

    @Test
    void aSingleRowSweepsALargeOperandFromAnyPlaceInALine() {
        int columns = 4096 + 272;
        int rows = 31;
        float[] b = Matrix.exact(rows + 1, columns, 1).slice().array();
        float[] a = Matrix.exact(1, rows, 2).slice().array();
        float[] start = Matrix.exact(1, columns, 3).slice().array();
        for (int offset = 0; offset <= 16; offset++) {
            int bOffset = offset;
            for (boolean accumulate : new boolean[] {false, true}) {
                float[] expected = start.clone();
                new ScalarSgemm().nn(expected, 0, columns, a, 0, rows, b, bOffset, columns, 1,
                        columns - 5, rows, accumulate);
                TWINS.forEach((name, twin) -> {
                    float[] c = start.clone();
                    twin.get().nn(c, 0, columns, a, 0, rows, b, bOffset, columns, 1, columns - 5,
                            rows, accumulate);
                    Assertions.assertArrayEquals(expected, c, name + bOffset);
                });
            }
        }
    }

    @Test
    void stepsOfKMayLieAPageApart() {
        Matrix a = Matrix.random(1, 515, 21, 1024 - 21);
        Matrix b = Matrix.random(2, 515, 1030, 1);
        Matrix start = Matrix.random(3, 21, 1030, 2);
        Matrix expected = start.copy();
        defineProduct(expected, a, true, b, false, 515, true);
        TWINS.forEach((name, twin) -> {
            Matrix c = start.copy();
            ProductForm.TN.run(twin.get(), c, a, b, 515, true);
            c.slice().assertSameBits(expected.slice(), name);
        });
    }

    private static void check(ProductForm form, int m, int n, int k, long seed) {
        boolean aT = form == ProductForm.TN;
        boolean bT = form == ProductForm.NT;
        Matrix a = form.randomA(seed, m, k, (int) (seed >>> 62));
        Matrix b = form.randomB(~seed, n, k, (int) (seed >>> 60 & 3));
        for (boolean accumulate : new boolean[] {false, true}) {
            Matrix c = Matrix.random(seed + 1, m, n, (int) (seed >>> 58 & 3));
            if (!accumulate) {
                c.fillWithNaN();
            }
            Matrix expected = c.copy();
            defineProduct(expected, a, aT, b, bT, k, accumulate);
            String what = " %s %d×%d×%d accumulate %s".formatted(form, m, n, k, accumulate);
            TWINS.forEach((name, twin) -> {
                Matrix result = c.copy();
                form.run(twin.get(), result, a, b, k, accumulate);
                result.slice().assertSameBits(expected.slice(), name + what);
                result.slice().assertCanaries(name + what);
            });
        }
    }

    private static void defineProduct(
            Matrix c, Matrix a, boolean aT, Matrix b, boolean bT, int k, boolean accumulate) {
        for (int i = 0; i < c.rows(); i++) {
            for (int j = 0; j < c.columns(); j++) {
                float sum = accumulate ? c.at(i, j) : 0f;
                for (int p = 0; p < k; p++) {
                    sum = Math.fma(a.at(i, p, aT), b.at(p, j, bT), sum);
                }
                c.slice().array()[c.index(i, j)] = sum;
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
                for (ProductForm form : ProductForm.values()) {
                    int m = size[0];
                    int n = size[1];
                    int k = size[2];
                    Matrix a = form.randomA(3, m, k, 1);
                    Matrix b = form.randomB(4, n, k, 1);
                    Matrix c = Matrix.random(5, m, n, 0);
                    Matrix expected = c.copy();
                    form.run(used, c, a, b, k, true);
                    form.run(twin.get(), expected, a, b, k, true);
                    c.slice().assertSameBits(expected.slice(), name);
                }
            }
        });
    }

    @ParameterizedTest
    @EnumSource(ProductForm.class)
    void notANumberAndInfinityPassThroughEveryBlock(ProductForm form) {
        int[][] sizes = {{20, 40, 600}, {7, 13, 5}, {20, 10, 30}, {20, 40, 10}, {5, 64, 20}};
        for (int[] size : sizes) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            Matrix a = form.randomA(6, m, k, 0);
            Matrix b = form.randomB(7, n, k, 0);
            boolean aT = form == ProductForm.TN;
            a.slice().array()[aT ? a.index(k - 1, 3) : a.index(3, k - 1)] = Float.NaN;
            a.slice().array()[aT ? a.index(2, 4) : a.index(4, 2)] = Float.POSITIVE_INFINITY;
            Matrix expected = Matrix.random(8, m, n, 0);
            defineProduct(expected, a, aT, b, form == ProductForm.NT, k, false);
            TWINS.forEach((name, twin) -> {
                Matrix c = Matrix.random(8, m, n, 0);
                form.run(twin.get(), c, a, b, k, false);
                Assertions.assertTrue(Float.isNaN(c.at(3, n - 1)), name);
                Assertions.assertTrue(Float.isInfinite(c.at(4, 0)), name);
                c.slice().assertSameBits(expected.slice(), name);
            });
        }
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
        expect("a has 4 elements", () -> sgemm.tn(four, 0, 3, four, 0, 2, 3, 2, 2, Epilogue.NONE));
        expect("b has 4 elements", () -> sgemm.tn(four, 0, 2, four, 1, 2, 2, 2, 2, Epilogue.NONE));
        expect("n is -1", () -> sgemm.tn(four, 0, 2, four, 0, 2, 2, -1, 2, Epilogue.NONE));
        expect("epilogue", () -> sgemm.tn(four, 0, 2, four, 0, 2, 2, 2, 2, null));
        expect("k is -1", () -> sgemm.tn(c, 0, 2, four, 0, 2, four, 0, 2, 2, 2, -1, false));
        Assertions.assertArrayEquals(new float[] {1, 2, 3, 4}, c);
    }

    private static void expect(String message, Runnable call) {
        RuntimeException e = Assertions.assertThrows(RuntimeException.class, call::run);
        Assertions.assertTrue(e.getMessage().contains(message), e.getMessage());
    }
}
