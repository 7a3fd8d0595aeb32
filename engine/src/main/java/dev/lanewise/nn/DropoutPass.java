package dev.lanewise.nn;

import dev.lanewise.kernel.DropoutKernel;
import dev.lanewise.kernel.RandomStream;

/** A {@link Dropout} layer in training, forward and backward; each batch has masks of its own. */
final class DropoutPass extends ElementwisePass {
    private final DropoutKernel dropout;
    private final float rate;
    private final RandomStream random;

    /** The stream of the batch. */
    private long key;

    DropoutPass(Workspace work, Dropout layer, int number) {
        super(work, layer);
        this.dropout = work.kernels.dropout();
        this.rate = (float) layer.rate();
        this.random =
                RandomStream.of(work.network.seed(), RandomStream.Purpose.DROPOUT).stream(number);
    }

    @Override
    void forward() {
        key = random.streamKey(work.batch);
        super.forward();
    }

    @Override
    void values(int from, int to) {
        int at = from * outputs;
        int n = (to - from) * outputs;
        dropout.apply(work.values, yAt + at, x, xAt + at, n, key, at, rate);
    }

    @Override
    void gradient(
            float[] dX, int dXOffset, int ld, int row, int rows, int column, int columns) {
        for (int r = 0; r < rows; r++) {
            int at = dXOffset + r * ld;
            long first = (long) (row + r) * outputs + column;
            dropout.apply(dX, at, dX, at, columns, key, first, rate);
        }
    }
}
