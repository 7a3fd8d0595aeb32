package dev.lanewise.nn;

import dev.lanewise.kernel.ActivationKernel;

/** An {@link ActivationLayer}, forward and backward. */
final class ActivationPass extends ElementwisePass {
    private final ActivationKernel activation;
    private final boolean needsInput;

    ActivationPass(Workspace work, ActivationLayer layer) {
        super(work, layer);
        this.activation = work.kernels.activation(layer.activation());
        this.needsInput = layer.activation().derivativeNeedsInput();
    }

    @Override
    boolean needsInputs() {
        return needsInput;
    }

    @Override
    void values(int from, int to) {
        int at = from * outputs;
        activation.forward(
                work.values, yAt + at, x, xAt + at, outputs, null, 0, to - from, outputs);
    }

    @Override
    void gradient(
            float[] dX, int dXOffset, int ld, int row, int rows, int column, int columns) {
        int at = row * outputs + column;
        float[] kept = needsInput ? x : work.values;
        int keptAt = needsInput ? xAt + at : yAt + at;
        activation.backward(dX, dXOffset, kept, keptAt, ld, rows, columns);
    }
}
