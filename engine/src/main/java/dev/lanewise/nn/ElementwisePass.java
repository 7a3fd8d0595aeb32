package dev.lanewise.nn;

import dev.lanewise.kernel.Sgemm;

/**
 * A layer without parameters that computes each element alone, in place backward: so a product
 * above can do it block by block, together with what the layer below would do to the same block.
 */
abstract class ElementwisePass extends LayerPass {
    private final Share forwardShare;
    private final Share backwardShare;
    private final Sgemm.Epilogue derive = this::derive;
    private Sgemm.Epilogue derivativeBelow;

    ElementwisePass(Workspace work, Layer layer) {
        super(work, layer);
        this.forwardShare = new Share(work.team, 1, this::values);
        this.backwardShare = new Share(work.team, 1, this::deriveRows);
    }

    /** Y of some rows from X. */
    abstract void values(int fromRow, int toRow);

    /** A block of dX from dY, in place. */
    abstract void gradient(
            float[] dX, int dXOffset, int ld, int row, int rows, int column, int columns);

    @Override
    final void follow(LayerPass below) {
        if (below != null && below.derivative() != null) {
            derivativeBelow = below.derivative();
            below.derived = true;
        }
    }

    @Override
    final Sgemm.Epilogue derivative() {
        return derive;
    }

    @Override
    void forward() {
        forwardShare.run(work.rows, outputs);
    }

    @Override
    final void backward(boolean toInputs) {
        if (toInputs && !derived) {
            backwardShare.run(work.rows, outputs);
        }
    }

    private void deriveRows(int from, int to) {
        derive(work.slopes, dYAt() + from * outputs, outputs, from, to - from, 0, outputs);
    }

    private void derive(
            float[] dX, int dXOffset, int ld, int row, int rows, int column, int columns) {
        gradient(dX, dXOffset, ld, row, rows, column, columns);
        if (derivativeBelow != null) {
            derivativeBelow.apply(dX, dXOffset, ld, row, rows, column, columns);
        }
    }
}
