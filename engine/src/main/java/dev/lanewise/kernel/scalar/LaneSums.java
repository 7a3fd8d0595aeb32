package dev.lanewise.kernel.scalar;

/**
 * Sums over a run of floats in sixteen virtual lanes, without memory for the lanes.
 *
 * <p>Lane l adds the elements l, l + 16, … in ascending order, and lanes are added up 8, 4, 2, 1,
 * as those of the losses are. A lane starts from −0, which changes no number that is added to it:
 * so a lane without an element, in a run of fewer than sixteen, is as good as left out. The sum of
 * nothing is −0.
 */
public final class LaneSums {
    private static final int LANES = 16;

    private LaneSums() {}

    /** Σ (x[j] − shift) for j &lt; n. */
    public static float sum(float[] x, int xOffset, int n, float shift) {
        return quarter(x, xOffset, n, shift, 0) + quarter(x, xOffset, n, shift, 2)
                + (quarter(x, xOffset, n, shift, 1) + quarter(x, xOffset, n, shift, 3));
    }

    /** Lanes l, l + 4, l + 8 and l + 12. */
    private static float quarter(float[] x, int xOffset, int n, float shift, int l) {
        return lane(x, xOffset, n, shift, l) + lane(x, xOffset, n, shift, l + 8)
                + (lane(x, xOffset, n, shift, l + 4) + lane(x, xOffset, n, shift, l + 12));
    }

    private static float lane(float[] x, int xOffset, int n, float shift, int l) {
        float sum = -0f;
        for (int j = l; j < n; j += LANES) {
            sum += x[xOffset + j] - shift;
        }
        return sum;
    }

    /** Σ a[j]·b[j] for j &lt; n, by fused multiply-adds. */
    public static float sumOfProducts(float[] a, int aOffset, float[] b, int bOffset, int n) {
        return quarter(a, aOffset, b, bOffset, n, 0) + quarter(a, aOffset, b, bOffset, n, 2)
                + (quarter(a, aOffset, b, bOffset, n, 1) + quarter(a, aOffset, b, bOffset, n, 3));
    }

    /** Lanes l, l + 4, l + 8 and l + 12. */
    private static float quarter(float[] a, int aOffset, float[] b, int bOffset, int n, int l) {
        return lane(a, aOffset, b, bOffset, n, l) + lane(a, aOffset, b, bOffset, n, l + 8)
                + (lane(a, aOffset, b, bOffset, n, l + 4)
                        + lane(a, aOffset, b, bOffset, n, l + 12));
    }

    private static float lane(float[] a, int aOffset, float[] b, int bOffset, int n, int l) {
        float sum = -0f;
        for (int j = l; j < n; j += LANES) {
            sum = Math.fma(a[aOffset + j], b[bOffset + j], sum);
        }
        return sum;
    }
}
