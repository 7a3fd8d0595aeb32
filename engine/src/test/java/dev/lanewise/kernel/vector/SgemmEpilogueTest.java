package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Sgemm.Epilogue;
import dev.lanewise.kernel.Team;
import dev.lanewise.kernel.scalar.ScalarSgemm;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What an epilogue is given, of products that are kept and of those that it alone gets. */
class SgemmEpilogueTest {
    private static final SgemmTwins TWINS = new SgemmTwins();

    private static final int[][] KEPT = {
        {70, 300, 40}, {255, 257, 1030}, {1100, 10, 300}, {40, 1030, 601}, {5, 6, 0}, {1, 2049, 70},
        {20, 300, 10}, {2100, 10, 40}, {7, 13, 5}, {9, 47, 6}, {128, 128, 128},
        {300, 1, 40}, {2100, 1, 513}, {90, 70, 1}, {40, 600, 700}, {120, 33, 300},
    };

    /**
     * Without a sum; narrow, also with more rows than are transposed at once; one row; sums in
     * several blocks, packed or read where they lie; wide ones in several blocks; with so many rows
     * that they come in chunks.
     */
    private static final int[][] PASSING = {
        {5, 6, 0}, {300, 24, 0}, {1, 1, 1}, {33, 24, 600}, {2100, 24, 520}, {1500, 10, 33},
        {1, 2049, 700}, {1, 5000, 3}, {70, 300, 40}, {255, 257, 1030}, {3, 4500, 600},
        {40, 1030, 601}, {100, 4097, 520}, {17, 5000, 9}, {5000, 40, 3}, {400, 700, 20},
        {67, 2100, 100}, {400, 300, 400}, {1100, 10, 300}, {530, 2050, 520}, {300, 1, 40},
        {5000, 1, 513},
    };

    @AfterAll
    static void endTeams() {
        TWINS.close();
    }

    /** Reads each block through its place, then spoils it. */
    private static final class Reader implements Epilogue {
        private final Matrix c;
        private final int m;
        private final int n;
        private final float[] values;
        private final AtomicIntegerArray times;
        private final AtomicIntegerArray tops;
        private final AtomicIntegerArray ends;
        private volatile boolean ascending = true;
        private volatile boolean inPlace = true;

        /** Of an m × n product that is kept in c, or nowhere where that is null. */
        Reader(Matrix c, int m, int n) {
            this.c = c;
            this.m = m;
            this.n = n;
            values = new float[m * n];
            times = new AtomicIntegerArray(m * n);
            tops = new AtomicIntegerArray(n);
            ends = new AtomicIntegerArray(n);
        }

        @Override
        public void apply(
                float[] block, int at, int ld, int row, int rows, int column, int columns) {
            // set, not combined: another member may write at the same time
            if (c != null && (block != c.slice().array() || at != c.index(row, column)
                    || ld != c.ld())) {
                inPlace = false;
            }
            for (int i = 0; i < rows; i++) {
                for (int j = 0; j < columns; j++) {
                    int element = (row + i) * n + column + j;
                    times.incrementAndGet(element);
                    values[element] = block[at + i * ld + j];
                    block[at + i * ld + j] = Float.NaN;
                }
            }
            for (int j = column; j < column + columns; j++) {
                if (ends.getAndSet(j, row + rows) != row) {
                    ascending = false;
                }
                if (row == 0) {
                    tops.incrementAndGet(j);
                }
            }
        }

        void check(Matrix expected, String what) {
            assertTrue(inPlace, what + ": blocks lie in C");
            for (int i = 0; i < m; i++) {
                for (int j = 0; j < n; j++) {
                    assertEquals(1, times.get(i * n + j), what);
                    assertEquals(expected.at(i, j), values[i * n + j], what);
                }
            }
            for (int j = 0; j < n; j++) {
                assertEquals(1, tops.get(j), what + ": blocks with row 0 of column " + j);
            }
            assertTrue(ascending || what.contains("team"), what + ": rows do not ascend");
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyElementIsSeenOnceInItsPlaceAndFinished(ProductForm form) {
        for (int[] size : KEPT) {
            int m = size[0];
            int n = size[1];
            int k = size[2];
            int gap = n == 1 || k == 1 ? 0 : 2; // single columns have ways of their own without
            Matrix a = form.randomA(3, m, k, 1);
            Matrix b = form.randomB(4, n, k, gap / 2);
            Matrix expected = Matrix.random(5, m, n, gap);
            form.run(new ScalarSgemm(), expected, a, b, k, false);
            TWINS.forEach((name, twin) -> {
                Matrix c = Matrix.random(5, m, n, gap);
                Reader reader = new Reader(c, m, n);
                form.run(twin.get(), c, a, b, k, false, reader);
                reader.check(expected, name + Arrays.toString(size));
                Matrix spoiled = expected.copy();
                spoiled.fillWithNaN();
                c.slice().assertSameBits(spoiled.slice(), name + ": what the epilogue wrote stays");
            });
        }
    }

    /** The same instance all the time, with what earlier products have left in its memory. */
    @Test
    void aProductThatIsKeptNowhereIsTheOneThatIsKept() {
        Matrix[] expected = new Matrix[PASSING.length];
        for (int i = 0; i < PASSING.length; i++) {
            int k = PASSING[i][2];
            expected[i] = Matrix.random(5, PASSING[i][0], PASSING[i][1], 0);
            ProductForm.TN.run(new ScalarSgemm(), expected[i], a(i), b(i), k, false);
        }
        TWINS.forEach((name, twin) -> checkPassing(name, twin, expected));
        TWINS.forEachOfManyMembers((name, twin) -> checkPassing(name, twin, expected));
    }

    private static Matrix a(int size) {
        return ProductForm.TN.randomA(3, PASSING[size][0], PASSING[size][2], 1);
    }

    private static Matrix b(int size) {
        return ProductForm.TN.randomB(4, PASSING[size][1], PASSING[size][2], 2);
    }

    private static void checkPassing(String name, Supplier<Sgemm> twin, Matrix[] expected) {
        Sgemm sgemm = twin.get();
        for (int i = 0; i < PASSING.length; i++) {
            int m = PASSING[i][0];
            int n = PASSING[i][1];
            Reader reader = new Reader(null, m, n);
            passing(sgemm, a(i), b(i), m, n, PASSING[i][2], reader);
            reader.check(expected[i], name + Arrays.toString(PASSING[i]));
        }
    }

    private static void passing(
            Sgemm sgemm, Matrix a, Matrix b, int m, int n, int k, Epilogue epilogue) {
        sgemm.tn(a.slice().array(), a.slice().offset(), a.ld(), b.slice().array(),
                b.slice().offset(), b.ld(), m, n, k, epilogue);
    }

    @Test
    void anEmptyProductHasNoBlock() {
        float[] none = {};
        Epilogue never = (c, cOffset, ldc, row, rows, column, columns) -> {
            throw new AssertionError(rows + " × " + columns);
        };
        TWINS.forEach((name, twin) -> {
            twin.get().tn(none, 0, 0, new float[8], 0, 4, 0, 4, 2, never);
            twin.get().tn(new float[8], 0, 4, none, 0, 0, 4, 0, 2, never);
            twin.get().nn(none, 0, 4, none, 0, 2, new float[8], 0, 4, 0, 4, 2, false, never);
        });
    }

    @Test
    void aProductWhoseEpilogueFailedIsFollowedByARightOne() {
        Matrix a = Matrix.exact(300, 200, 1);
        Matrix b = Matrix.exact(300, 300, 2);
        Matrix expected = Matrix.exact(200, 300, 3);
        ProductForm.TN.run(new ScalarSgemm(), expected, a, b, 300, false);
        IllegalStateException failure = new IllegalStateException("on purpose");
        Epilogue failing = (block, at, ld, row, rows, column, columns) -> {
            if (row + rows == 200 && column + columns == 300) {
                throw failure;
            }
        };
        TWINS.forEach((name, twin) -> {
            Sgemm sgemm = twin.get();
            Matrix c = Matrix.exact(200, 300, 4);
            assertSame(
                    failure,
                    assertThrows(
                            IllegalStateException.class,
                            () -> ProductForm.TN.run(sgemm, c, a, b, 300, false, failing)),
                    name);
            ProductForm.TN.run(sgemm, c, a, b, 300, false);
            c.slice().assertSameBits(expected.slice(), name);
            assertSame(
                    failure,
                    assertThrows(
                            IllegalStateException.class,
                            () -> passing(sgemm, a, b, 200, 300, 300, failing)),
                    name);
            Reader reader = new Reader(null, 200, 300);
            passing(sgemm, a, b, 200, 300, 300, reader);
            reader.check(expected, name);
        });
    }

    @Test
    void aProductThatIsSmallForOneThreadIsSharedByATeamAllTheSame() {
        int n = 128;
        Set<Thread> threads = ConcurrentHashMap.newKeySet();
        try (Team team = Team.of(2)) {
            new VectorSgemm(Blocking.CURRENT, team, false).nn(
                    new float[n * n], 0, n, new float[n * n], 0, n, new float[n * n], 0, n, n, n, n,
                    false, (c, c0, ldc, row, rows, column, columns) -> threads
                            .add(Thread.currentThread()));
        }
        assertEquals(2, threads.size());
    }
}
