package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.kernel.scalar.ScalarKernels;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Losses of single rows where single precision ends, with values known by thought alone. */
class LossExtremesTest {
    private static final List<Kernels> TWINS = List.of(new ScalarKernels(), new VectorKernels());
    private static final float MAX = Float.MAX_VALUE;
    private static final float INFINITY = Float.POSITIVE_INFINITY;

    @Test
    void softmaxOfExtremeLogitsIsRight() {
        float[] z = {MAX, -MAX, 0f};
        for (Kernels twin : TWINS) {
            String what = twin.description();
            LossKernel indices = twin.loss(new LossFunction.SoftmaxOfIndices());
            checkRow(indices, z, new float[] {0f}, 0, new float[] {0f, 0f, 0f}, what);
            checkRow(indices, z, new float[] {1f}, 2.0 * MAX, new float[] {1f, -1f, 0f}, what);
            checkRow(indices, z, new float[] {2f}, MAX, new float[] {1f, 0f, -1f}, what);
            LossKernel distributions = twin.loss(new LossFunction.SoftmaxOfDistributions());
            checkRow(distributions, z, new float[] {1f, 0f, 0f}, 0, new float[] {0f, 0f, 0f}, what);
            checkRow(
                    distributions, z, new float[] {0f, 1f, 0f}, 2.0 * MAX,
                    new float[] {1f, -1f, 0f},
                    what);
            checkRow(
                    distributions,
                    z,
                    new float[] {0.5f, 0.25f, 0.25f},
                    0.75 * MAX,
                    new float[] {0.5f, -0.25f, -0.25f},
                    what);
        }
    }

    @Test
    void softmaxOfExtremeLogitsIsRightInWholeVectors() {
        int columns = 35;
        float[] z = new float[columns];
        float[] t = new float[columns];
        float[] expected = new float[columns];
        Arrays.fill(z, -MAX);
        z[20] = MAX;
        t[33] = 0.5f;
        t[1] = 0.5f;
        expected[20] = 1f;
        expected[33] = -0.5f;
        expected[1] = -0.5f;
        for (Kernels twin : TWINS) {
            checkRow(
                    twin.loss(new LossFunction.SoftmaxOfDistributions()),
                    z,
                    t,
                    2.0 * MAX,
                    expected,
                    twin.description());
        }
    }

    @Test
    void excludedClassesWithoutShareAddNothing() {
        float[] z = {1f, -INFINITY, 1f};
        double ln2 = Math.log(2);
        for (Kernels twin : TWINS) {
            String what = twin.description();
            checkRow(
                    twin.loss(new LossFunction.SoftmaxOfDistributions()),
                    z,
                    new float[] {1f, 0f, 0f},
                    ln2,
                    new float[] {-0.5f, 0f, 0.5f},
                    what);
            checkRow(
                    twin.loss(new LossFunction.SoftmaxOfIndices()),
                    z,
                    new float[] {1f},
                    INFINITY,
                    new float[] {0.5f, -1f, 0.5f},
                    what);
        }
    }

    @Test
    void binaryCrossEntropyOfExtremeLogitsIsRight() {
        for (Kernels twin : TWINS) {
            LossKernel kernel = twin.loss(new LossFunction.BinaryCrossEntropy());
            for (float z : new float[] {MAX, 1e9f, 200f}) {
                String what = twin.description() + " at " + z;
                float[] zero = {0f};
                float[] one = {1f};
                float[] half = {0.5f};
                checkRow(kernel, new float[] {z}, one, 0, zero, what);
                checkRow(kernel, new float[] {z}, zero, z, one, what);
                checkRow(kernel, new float[] {z}, half, z * 0.5, half, what);
                checkRow(kernel, new float[] {-z}, zero, 0, zero, what);
                checkRow(kernel, new float[] {-z}, one, z, new float[] {-1f}, what);
            }
        }
    }

    @Test
    void binaryCrossEntropyOfSureAndRightLogitsKeepsItsSmallValue() {
        for (Kernels twin : TWINS) {
            float[] z = new float[40];
            float[] t = new float[40];
            Arrays.fill(z, 30f);
            Arrays.fill(t, 1f);
            float[] dZ = new float[40];
            double value =
                    twin.loss(new LossFunction.BinaryCrossEntropy()).valueAndGradient(dZ, 0, z, 0,
                            t, 0, 40, 1, 1f);
            double expected = 40 * Math.log1p(Math.exp(-30));
            assertEquals(expected, value, 1e-6 * expected, twin.description());
        }
    }

    @Test
    void binaryCrossEntropyOfManyExtremeLogitsInARowIsRight() {
        for (int columns : new int[] {2, 4, 16, 17, 33, 5000}) {
            float[] z = new float[columns];
            float[] t = new float[columns];
            float[] dZ = new float[columns];
            for (int j = 0; j < columns; j++) {
                z[j] = j % 2 == 0 ? MAX : -MAX;
                t[j] = j % 2 == 0 ? 0f : 1f;
                dZ[j] = j % 2 == 0 ? 1f : -1f;
            }
            for (Kernels twin : TWINS) {
                String what = twin.description() + ", " + columns;
                checkRow(twin.loss(new LossFunction.BinaryCrossEntropy()), z, t,
                        (double) MAX * columns, dZ, what);
            }
        }
    }

    @Test
    void squaredErrorOfManyLargeDistancesInARowIsRight() {
        for (int columns : new int[] {2, 4, 16, 17, 33, 5000}) {
            float[] z = new float[columns];
            float[] dZ = new float[columns];
            Arrays.fill(z, -0x1p63f);
            Arrays.fill(dZ, -0x1p64f);
            float[] t = new float[columns];
            for (Kernels twin : TWINS) {
                String what = twin.description() + ", " + columns;
                checkRow(twin.loss(new LossFunction.SquaredError()), z, t, 0x1p126 * columns, dZ,
                        what);
                z[columns - 1] = 0x1p64f;
                dZ[columns - 1] = 0x1p65f;
                checkRow(twin.loss(new LossFunction.SquaredError()), z, t, INFINITY, dZ, what);
                z[columns - 1] = -0x1p63f;
                dZ[columns - 1] = -0x1p64f;
            }
        }
    }

    @Test
    void lossesOfExtremeDistancesAreRight() {
        for (Kernels twin : TWINS) {
            for (float z : new float[] {MAX, 1e9f}) {
                // five elements: whole vectors and a tail
                String what = twin.description() + " at " + z;
                float[] zs = {z, -z, z, -z, z};
                float[] none = new float[5];
                float[] signs = {1f, -1f, 1f, -1f, 1f};
                double sum = 5.0 * z;
                checkRow(twin.loss(new LossFunction.AbsoluteError()), zs, none, sum, signs, what);
                checkRow(twin.loss(new LossFunction.Huber(1)), zs, none, sum, signs, what);
                checkRow(twin.loss(new LossFunction.SmoothL1(0.5f)), zs, none, sum, signs, what);
                checkRow(twin.loss(new LossFunction.LogCosh()), zs, none, sum, signs, what);
                checkRow(
                        twin.loss(new LossFunction.Quantile(List.of(0.5f))), zs, none, sum / 2,
                        new float[] {0.5f, -0.5f, 0.5f, -0.5f, 0.5f}, what);
                float[] against = {-1f, 1f, -1f, 1f, -1f};
                checkRow(twin.loss(new LossFunction.Hinge()), zs, against, sum, signs, what);
                checkRow(twin.loss(new LossFunction.Hinge()), zs, signs, 0, none, what);
                checkRow(twin.loss(new LossFunction.SquaredHinge()), zs, signs, 0, none, what);
            }
        }
    }

    @Test
    void focalLossesOfExtremeLogitsAreRight() {
        float[] wrong = {0f, 1f, 0f, 1f, 0f};
        float[] right = {1f, 0f, 1f, 0f, 1f};
        float[] signs = {0.75f, -0.25f, 0.75f, -0.25f, 0.75f};
        for (Kernels twin : TWINS) {
            for (float z : new float[] {MAX, 1e9f, 200f}) {
                String what = twin.description() + " at " + z;
                float[] zs = {z, -z, z, -z, z};
                for (float gamma : new float[] {0f, 0.5f, 2f}) {
                    LossKernel kernel =
                            twin.loss(new LossFunction.BinaryFocal(0.25f, 0.75f, gamma));
                    checkRow(kernel, zs, wrong, 2.75 * z, signs, what);
                    checkRow(kernel, zs, right, 0, new float[5], what);
                    LossKernel softmax = twin.loss(new LossFunction.SoftmaxFocal(List.of(), gamma));
                    float[] logits = {z / 2, -z / 2, 0f};
                    checkRow(softmax, logits, new float[] {0f}, 0, new float[3], what);
                    checkRow(
                            softmax, logits, new float[] {1f}, z, new float[] {1f, -1f, 0f}, what);
                }
            }
        }
    }

    @Test
    void weightedBinaryCrossEntropyOfExtremeLogitsIsRight() {
        float[] weights = {3f, 0f, 0.5f, 1f, 0.25f};
        LossFunction function =
                new LossFunction.BinaryCrossEntropy(List.of(3f, 0f, 0.5f, 1f, 0.25f));
        for (Kernels twin : TWINS) {
            float z = MAX / 4;
            float[] zs = {-z, -z, -z, z, z};
            float[] ones = {1f, 1f, 1f, 1f, 1f};
            String what = twin.description();
            float[] dZ = {-weights[0], 0f, -weights[2], 0f, 0f};
            checkRow(twin.loss(function), zs, ones, 3.5 * z, dZ, what);
            checkRow(
                    twin.loss(function), zs, new float[5], 2.0 * z,
                    new float[] {0f, 0f, 0f, 1f, 1f}, what);
        }
    }

    @Test
    void poissonIsInfiniteOnlyWhereTheRateIs() {
        for (Kernels twin : TWINS) {
            LossKernel kernel = twin.loss(new LossFunction.Poisson());
            String what = twin.description();
            float[] count = {2f};
            double rate = Math.exp(88.5);
            float[] slope = {(float) rate};
            float[] dZ = new float[1];
            double value =
                    kernel.valueAndGradient(dZ, 0, new float[] {88.5f}, 0, count, 0, 1, 1, 1f);
            assertEquals(rate, value, 1e-6 * rate, what);
            assertEquals(slope[0], dZ[0], 1e-6 * rate, what);
            checkRow(kernel, new float[] {-MAX}, new float[] {0f}, 0, new float[] {0f}, what);
            checkRow(kernel, new float[] {-1e9f}, count, 2e9, new float[] {-2f}, what);
            value = kernel.valueAndGradient(dZ, 0, new float[] {89f}, 0, count, 0, 1, 1, 1f);
            assertEquals(INFINITY, value, what);
        }
    }

    /** The difference |d| − ln 2 + ln(1 + e^−2|d|) would leave nothing of it. */
    @Test
    void logCoshKeepsItsSmallValues() {
        for (Kernels twin : TWINS) {
            for (float d : new float[] {1e-9f, 1e-4f, 0.1f, 0.874f, 0.876f}) {
                float[] z = {d, -d, d, -d, d, d, d, d, d, d, d, d, d, d, d, d, d};
                float[] dZ = new float[z.length];
                double value =
                        twin.loss(new LossFunction.LogCosh())
                                .valueAndGradient(
                                        dZ, 0, z, 0, new float[z.length], 0, z.length, 1, 1f);
                double sinh = Math.sinh(d);
                double expected = z.length * Math.log1p(sinh * sinh) / 2;
                assertEquals(expected, value, 4e-7 * expected, twin.description() + " at " + d);
                assertEquals(-Math.tanh(d), dZ[1], 4e-7 * d);
            }
        }
    }

    /** Equal logits and shares: entropy and cross-entropy are both ln 4. */
    @Test
    void divergenceOfEqualDistributionsIsNone() {
        float[] shares = {0.25f, 0.25f, 0.25f, 0.25f};
        for (Kernels twin : TWINS) {
            Slice dZ = Slice.ofNaN(4);
            LossKernel kernel = twin.loss(new LossFunction.KlDivergence());
            double value = run(kernel, dZ, Slice.of(new float[4]), Slice.of(shares));
            assertEquals(0, value, 2e-7, twin.description());
            dZ.assertSameBits(Slice.of(new float[4]), twin.description());
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {
                "IGNORED_INDICES",
                "SMOOTHED_INDICES",
                "SAMPLE_WEIGHTED_INDICES",
                "SAMPLE_WEIGHTED_SQUARES"
            })
    void oneNaNMakesTheLossNaN(LossKind kind) {
        for (int columns : new int[] {1, 3, 16, 37}) {
            for (int at = 0; at < columns; at++) {
                Slice z = Slice.random(at, columns, 2f);
                z.array()[z.offset() + at] = Float.NaN;
                Slice t = kind.targets(new SplittableRandom(at), 1, columns);
                for (Kernels twin : TWINS) {
                    Slice dZ = Slice.ofNaN(columns);
                    double value = run(kind.kernel(twin, columns), dZ, z, t);
                    assertTrue(Double.isNaN(value), twin.description());
                    assertTrue(Float.isNaN(dZ.values()[at]), twin.description());
                }
            }
        }
    }

    private static void checkRow(
            LossKernel kernel, float[] z, float[] t, double value, float[] dZ, String what) {
        Slice actual = Slice.ofNaN(z.length);
        double found = run(kernel, actual, Slice.of(z), Slice.of(t));
        assertEquals(value, found, value == INFINITY ? 0 : 1e-6 * value, what);
        for (int j = 0; j < z.length; j++) {
            assertEquals(dZ[j], actual.values()[j], 1e-6, what + ", column " + j);
        }
    }

    private static double run(LossKernel kernel, Slice dZ, Slice z, Slice t) {
        return kernel.valueAndGradient(
                dZ.array(),
                dZ.offset(),
                z.array(),
                z.offset(),
                t.array(),
                t.offset(),
                1,
                z.length(),
                1f);
    }
}
