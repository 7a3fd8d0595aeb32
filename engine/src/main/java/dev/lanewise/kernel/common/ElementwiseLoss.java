package dev.lanewise.kernel.common;

/**
 * A loss that is a sum over elements, each with a target of its own.
 *
 * <p>One sweep over all elements of a block, whatever the length of a row, so that narrow outputs
 * fill the vectors too, and one for the sums of its rows. A sum in single precision may leave its
 * range where the terms do not; such a row is summed again in double precision, whose range no row
 * can leave.
 */
final class ElementwiseLoss extends BlockLoss {
    private final LossLoops loops;
    private final ElementLoops elements;
    private final ColumnSettings settings;
    private final float[] lanes = new float[LossLoops.LANES];
    private final float[] sums = new float[LossLoops.MOST_ROWS];
    private float[] elementLosses = new float[LossLoops.BLOCK];

    ElementwiseLoss(LossLoops loops, ElementLoops elements, ColumnSettings settings) {
        this.loops = loops;
        this.elements = elements;
        this.settings = settings;
    }

    @Override
    public int targetColumns(int columns) {
        return columns;
    }

    @Override
    void check(float[] target, int t, int stride, int rows, int columns) {
        settings.check(columns);
    }

    @Override
    double weightOf(float[] target, int t, int rows, int columns) {
        return (double) rows * columns;
    }

    @Override
    void block(
            double[] losses,
            float[] dZ,
            int d,
            float[] z,
            int zAt,
            float[] target,
            int t,
            int rows,
            int columns,
            float scale) {
        if (elementLosses.length < columns) {
            elementLosses = new float[columns];
        }
        elements.run(
                elementLosses, dZ, d, z, zAt, target, t, settings.repeated(columns),
                rows * columns, scale);
        loops.rowSums(sums, lanes, elementLosses, 0, rows, columns);
        for (int r = 0; r < rows; r++) {
            losses[r] = Float.isFinite(sums[r]) ? sums[r] : sumInDouble(r * columns, columns);
        }
    }

    /** The sum of n losses in ascending order: NaN or infinite only where one of them is. */
    private double sumInDouble(int from, int n) {
        double sum = 0;
        for (int i = from; i < from + n; i++) {
            sum += elementLosses[i];
        }
        return sum;
    }
}
