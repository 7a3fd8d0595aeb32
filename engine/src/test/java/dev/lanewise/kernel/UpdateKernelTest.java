package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both twins of the update kernels against each other; their formulas stand in OptimizerTest. */
class UpdateKernelTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final int[] SIZES = {
        0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 31, 33, 127, 1023, 1024, 1025, 1031, 3001
    };

    /** Between the slots of the state, where nothing may be written. */
    private static final int GAP = 5;

    /** Weights, and state with gaps of NaN between its slots. */
    private record Model(Slice w, Slice state, int stride) {
        static Model of(UpdateKind kind, int n, float scale) {
            int stride = n + GAP;
            Slice state = Slice.ofNaN(Math.max(0, kind.slots * stride - GAP));
            for (int slot = 0; slot < kind.slots; slot++) {
                int from = state.offset() + slot * stride;
                Arrays.fill(state.array(), from, from + n, 0f);
            }
            return new Model(Slice.random(n, n, scale), state, stride);
        }

        /** A fresh model with the same weights, as rows of a matrix, NaN between them. */
        static Model spread(Model flat, UpdateKind kind, int rows, int columns, int ld) {
            Slice w = flat.w.spread(rows, columns, ld);
            Slice zeros = Slice.of(new float[rows * columns]).spread(rows, columns, ld);
            int stride = w.length() + GAP;
            Slice state = Slice.ofNaN(Math.max(0, kind.slots * stride - GAP));
            for (int slot = 0; slot < kind.slots; slot++) {
                int to = state.offset() + slot * stride;
                System.arraycopy(zeros.array(), zeros.offset(), state.array(), to, w.length());
            }
            return new Model(w, state, stride);
        }

        Slice slot(int number) {
            return new Slice(state.array(), state.offset() + number * stride, w.length());
        }

        void step(UpdateKernel kernel, Slice g, int from, int to) {
            kernel.update(
                    w.array(),
                    w.offset() + from,
                    g.array(),
                    g.offset() + from,
                    state.array(),
                    state.offset() + from,
                    stride,
                    to - from);
        }

        void assertSameBits(Model other, String what) {
            w.assertSameBits(other.w, "w of " + what);
            state.assertSameBits(other.state, "state of " + what);
        }

        void assertNothingElseWritten(int n, String what) {
            w.assertCanaries("w of " + what);
            state.assertCanaries("state of " + what);
            for (int i = 0; i < state.length(); i++) {
                if (i % stride >= n) {
                    assertTrue(
                            Float.isNaN(state.array()[state.offset() + i]),
                            "state of " + what + ": wrote between the slots, at " + i);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void twinsGiveEqualBitsAndWriteNothingElse(UpdateKind kind) {
        for (int n : SIZES) {
            checkTwins(kind, n, step -> Slice.random(step * 7919L, n, 0.1f));
        }
    }

    @ParameterizedTest
    @EnumSource
    void twinsGiveEqualBitsForSpecialValues(UpdateKind kind) {
        float[] special = {
            0f,
            -0f,
            Float.NaN,
            Float.POSITIVE_INFINITY,
            Float.NEGATIVE_INFINITY,
            Float.MAX_VALUE,
            -Float.MAX_VALUE,
            Float.MIN_VALUE,
            Float.MIN_NORMAL,
            -1e-30f,
            1e-20f
        };
        for (int n : new int[] {33, 1031}) {
            checkTwins(
                    kind,
                    n,
                    step -> {
                        SplittableRandom random = new SplittableRandom(step);
                        float[] g = new float[n];
                        for (int i = 0; i < n; i++) {
                            g[i] = special[random.nextInt(i % 2 == 0 ? 2 : special.length)];
                        }
                        return Slice.of(g);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource
    void partsOfTheWeightsMayBeUpdatedApart(UpdateKind kind) {
        int n = 2500;
        for (Kernels twin : TWINS) {
            UpdateKernel kernel = kind.kernel.apply(twin);
            Model whole = Model.of(kind, n, 1f);
            Model parts = Model.of(kind, n, 1f);
            for (int step = 1; step <= 3; step++) {
                Slice g = Slice.random(step, n, 1f);
                kernel.begin(step, 0.01);
                whole.step(kernel, g.copy(), 0, n);
                parts.step(kernel, g, 1100, n);
                parts.step(kernel, g, 0, 13);
                parts.step(kernel, g, 13, 1100);
            }
            parts.assertSameBits(whole, kind + ", " + twin.description());
        }
    }

    /** Rows that lie apart: those of the weights, which the state follows, and of the gradient. */
    @ParameterizedTest
    @EnumSource
    void aMatrixIsUpdatedAsItsRowsOneAfterTheOther(UpdateKind kind) {
        int[][] sizes = {{0, 5}, {5, 0}, {1, 1}, {3, 1}, {1, 33}, {7, 17}, {5, 100}, {3, 1031}};
        for (Kernels twin : TWINS) {
            for (int[] size : sizes) {
                for (int[] gaps : new int[][] {{0, 0}, {3, 0}, {0, 2}, {16, 5}}) {
                    int columns = size[1];
                    checkMatrix(
                            kind, twin, size[0], columns, columns + gaps[0], columns + gaps[1]);
                }
            }
        }
    }

    private static void checkMatrix(
            UpdateKind kind, Kernels twin, int rows, int columns, int ldw, int ldg) {
        String what = "%s, %s, %d × %d, rows %d and %d apart"
                .formatted(kind, twin.description(), rows, columns, ldw, ldg);
        Model flat = Model.of(kind, rows * columns, 1f);
        Model matrix = Model.spread(flat, kind, rows, columns, ldw);
        UpdateKernel kernel = kind.kernel.apply(twin);
        for (int step = 1; step <= 3; step++) {
            Slice g = Slice.random(step, rows * columns, 0.1f);
            Slice apart = g.spread(rows, columns, ldg);
            kernel.begin(step, 0.05);
            flat.step(kernel, g, 0, rows * columns);
            kernel.update(
                    matrix.w.array(), matrix.w.offset(), ldw, apart.array(), apart.offset(), ldg,
                    matrix.state.array(), matrix.state.offset(), matrix.stride, rows, columns);
        }
        matrix.w.gathered(rows, columns, ldw).assertSameBits(flat.w, "w of " + what);
        matrix.w.assertGaps(columns, ldw, "w of " + what);
        for (int slot = 0; slot < kind.slots; slot++) {
            Slice part = matrix.slot(slot);
            part.gathered(rows, columns, ldw).assertSameBits(flat.slot(slot), what);
            part.assertGaps(columns, ldw, "state of " + what);
        }
        matrix.assertNothingElseWritten(matrix.w.length(), what);
    }

    @ParameterizedTest
    @EnumSource
    void learningRateZeroLeavesTheWeights(UpdateKind kind) {
        for (Kernels twin : TWINS) {
            Model model = Model.of(kind, 100, 1f);
            Slice before = model.w.copy();
            UpdateKernel kernel = kind.kernel.apply(twin);
            kernel.begin(1, 0);
            model.step(kernel, Slice.random(1, 100, 1f), 0, 100);
            model.w.assertSameBits(before, kind + ", " + twin.description());
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = {"SGD", "SGD_DECAY"})
    void stateThatDecaysBecomesZeroWithoutSubnormals(UpdateKind kind) {
        for (Kernels twin : TWINS) {
            UpdateKernel kernel = kind.kernel.apply(twin);
            Model model = Model.of(kind, 35, 0f);
            // so small that even the squares, which decay slowly, come to the end of the floats
            Slice tiny = Slice.random(3, 35, 1e-17f);
            Slice none = Slice.random(3, 35, 0f);
            for (int step = 1; step <= 4000; step++) {
                kernel.begin(step, 0);
                model.step(kernel, step == 1 ? tiny : none, 0, 35);
                for (float value : model.state.values()) {
                    float magnitude = Math.abs(value);
                    assertTrue(
                            !(magnitude > 0 && magnitude < Float.MIN_NORMAL),
                            kind + ", " + twin.description() + ": subnormal in step " + step);
                }
            }
            for (int slot = 0; slot < kind.decaying; slot++) {
                for (int i = 0; i < 35; i++) {
                    float value = model.state.values()[slot * model.stride + i];
                    assertEquals(0f, value, kind + ", " + twin.description() + ", slot " + slot);
                }
            }
        }
    }

    /** What training does that was saved and is taken up again, and one that goes back. */
    @ParameterizedTest
    @EnumSource
    void aKernelThatWasNotThereBeforeTakesUpAnyStep(UpdateKind kind) {
        int n = 37;
        for (Kernels twin : TWINS) {
            UpdateKernel old = kind.kernel.apply(twin);
            Model model = Model.of(kind, n, 1f);
            for (int step = 1; step <= 130; step++) {
                old.begin(step, 0.01);
                model.step(old, Slice.random(step, n, 0.1f), 0, n);
                if (step == 2 || step == 17 || step == 129) {
                    Slice g = Slice.random(step + 1, n, 0.1f);
                    Model fresh = new Model(model.w.copy(), model.state.copy(), model.stride);
                    UpdateKernel kernel = kind.kernel.apply(twin);
                    kernel.begin(step + 1, 0.01);
                    fresh.step(kernel, g.copy(), 0, n);
                    Model back = new Model(model.w.copy(), model.state.copy(), model.stride);
                    kernel.begin(1000, 0.01);
                    kernel.begin(step + 1, 0.01);
                    back.step(kernel, g.copy(), 0, n);
                    Model next = new Model(model.w.copy(), model.state.copy(), model.stride);
                    old.begin(step + 1, 0.01);
                    next.step(old, g.copy(), 0, n);
                    fresh.assertSameBits(next, kind + " after step " + step);
                    back.assertSameBits(next, kind + " back after step " + step);
                }
            }
        }
    }

    @Test
    void rmsPropOfASteadyGradientStaysFinite() {
        for (Kernels twin : TWINS) {
            UpdateKernel kernel = twin.rmsProp(0.9, 1e-3f, 0f, 0f, true);
            Model model = Model.of(UpdateKind.RMSPROP_CENTERED, 100, 1f);
            Slice g = Slice.random(17, 100, 1f);
            for (int step = 1; step <= 500; step++) {
                kernel.begin(step, 1e-6);
                model.step(kernel, g, 0, 100);
            }
            for (float weight : model.w.values()) {
                assertTrue(Float.isFinite(weight), twin.description());
            }
        }
    }

    private static void checkTwins(UpdateKind kind, int n, Function<Integer, Slice> gradients) {
        UpdateKernel scalar = kind.kernel.apply(TWINS.get(0));
        UpdateKernel vector = kind.kernel.apply(TWINS.get(1));
        assertEquals(kind.slots, scalar.slots());
        assertEquals(kind.slots, vector.slots());
        Model byScalar = Model.of(kind, n, 1f);
        Model byVector = Model.of(kind, n, 1f);
        for (int step = 1; step <= 5; step++) {
            String what = kind + " of " + n + ", step " + step;
            Slice g = gradients.apply(step);
            Slice byScalarG = g.copy();
            Slice byVectorG = g.copy();
            scalar.begin(step, 0.05);
            byScalar.step(scalar, byScalarG, 0, n);
            vector.begin(step, 0.05);
            byVector.step(vector, byVectorG, 0, n);
            byVector.assertSameBits(byScalar, what);
            byScalar.assertNothingElseWritten(n, "scalar " + what);
            byVector.assertNothingElseWritten(n, "vector " + what);
            byVectorG.assertSameBits(
                    kind.leavesGradients() ? g : byScalarG, "gradients of " + what);
            byScalarG.assertCanaries("gradients of scalar " + what);
            byVectorG.assertCanaries("gradients of vector " + what);
        }
    }
}
