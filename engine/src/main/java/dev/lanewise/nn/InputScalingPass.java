package dev.lanewise.nn;

import dev.lanewise.kernel.ScalingKernel;

/** An {@link InputScaling}, forward and backward. */
final class InputScalingPass extends ElementwisePass {
    private final InputScaling layer;
    private final ScalingKernel scaling;
    private final float[] inverse;

    InputScalingPass(Workspace work, InputScaling layer) {
        super(work, layer);
        this.layer = layer;
        this.scaling = work.kernels.scaling();
        this.inverse = new float[outputs];
    }

    @Override
    void forward() {
        layer.inverses(inverse, work.buffers());
        super.forward();
    }

    @Override
    void values(int from, int to) {
        int at = from * outputs;
        scaling.standardize(
                work.values, yAt + at, x, xAt + at, work.buffers(), layer.meanOffset(), inverse,
                0, outputs, to - from, outputs);
    }

    @Override
    void gradient(
            float[] dX, int dXOffset, int ld, int row, int rows, int column, int columns) {
        for (int r = 0; r < rows; r++) {
            int at = dXOffset + r * ld;
            for (int c = 0; c < columns; c++) {
                dX[at + c] *= inverse[column + c];
            }
        }
    }
}
