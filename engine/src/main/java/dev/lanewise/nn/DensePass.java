package dev.lanewise.nn;

import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.ColumnSums;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.UpdateKernel;
import java.util.List;

/**
 * A {@link Dense} layer: its forward pass and, below it, its backward pass.
 *
 * <p>What is elementwise is done to each block of a product while it lies in the cache: bias and
 * activation to X·W, the derivative of the layer below to dZ·Wᵀ, the update of the weights to
 * Xᵀ·dZ. So nothing goes through memory a second time. The three are classes, not references to
 * methods, which cost a starting process several times as much.
 */
final class DensePass extends LayerPass {
    private final Dense layer;
    private final int zAt;
    private final ActivationKernel activation;
    private final ColumnSums columnSums;
    private final UpdateKernel weightUpdate;
    private final UpdateKernel biasUpdate;
    private final float[] dB;
    private final Share wholeDerivative;
    private final Activate activate = new Activate();
    private final Derive derive = new Derive();
    private final Update update = new Update();

    /** What is done to blocks of dX for the layer below. */
    private Sgemm.Epilogue derivativeBelow = Sgemm.Epilogue.NONE;

    /** Binds a layer. */
    DensePass(Workspace work, Dense layer) {
        super(work, layer);
        this.layer = layer;
        // Z and Y are one place, unless the derivative needs Z
        this.zAt = layer.activation().derivativeNeedsInput() ? work.takeRows(outputs) : yAt;
        this.activation = work.kernels.activation(layer.activation());
        this.columnSums = work.kernels.columnSums();
        List<Parameter> parameters = layer.parameters();
        this.weightUpdate = work.updateOf(parameters.getFirst());
        this.biasUpdate = layer.hasBias() ? work.updateOf(parameters.getLast()) : null;
        this.dB = new float[outputs];
        this.wholeDerivative = new Share(work.team, 1, derive);
    }

    @Override
    int halfOfOutputs(int dXHalf) {
        return 1 - dXHalf;
    }

    @Override
    void follow(LayerPass below) {
        if (below != null && below.derivative() != null) {
            derivativeBelow = below.derivative();
            below.derived = true;
        }
    }

    /** Z = X·W + b, Y = f(Z). */
    @Override
    void forward() {
        work.sgemm.nn(
                work.values, zAt, outputs, x, xAt, inputs, work.parameters(),
                layer.weightOffset(), outputs, work.rows, outputs, inputs, false, activate);
    }

    /** A block of Z: + b, and f to Y. */
    private final class Activate implements Sgemm.Epilogue {
        @Override
        public void apply(
                float[] z, int zOffset, int ldz, int row, int rows, int column, int columns) {
            int at = yAt + row * outputs + column;
            float[] bias = layer.hasBias() ? work.parameters() : null;
            activation.forward(
                    work.values, at, z, zOffset, ldz, bias, layer.biasOffset() + column, rows,
                    columns);
        }
    }

    /** dZ = dY ⊙ f'(Z). */
    @Override
    Sgemm.Epilogue derivative() {
        return derive;
    }

    /** A block of dY, or all of some rows: ⊙ f'(Z). */
    private final class Derive implements Sgemm.Epilogue, Share.Work {
        @Override
        public void apply(
                float[] dZ, int dZOffset, int ldz, int row, int rows, int column, int columns) {
            int kept = zAt + row * outputs + column;
            activation.backward(dZ, dZOffset, work.values, kept, ldz, rows, columns);
        }

        @Override
        public void run(int from, int to) {
            int at = dYAt() + from * outputs;
            apply(work.slopes, at, outputs, from, to - from, 0, outputs);
        }
    }

    @Override
    void backward(boolean toInputs) {
        if (!derived) {
            wholeDerivative.run(work.rows, outputs);
        }
        if (toInputs) {
            inputGradient(work.slopes, dXAt());
        }
        if (work.gradients == null) {
            update();
        } else {
            parameterGradients();
        }
    }

    /** dX = dZ·Wᵀ; dZ stays, so this may also come after {@link #backward}. */
    void inputGradient(float[] dX, int dXOffset) {
        work.sgemm.nt(
                dX, dXOffset, inputs, work.slopes, dYAt(), outputs, work.parameters(),
                layer.weightOffset(), outputs, work.rows, inputs, outputs, false,
                derivativeBelow);
    }

    /** dW = Xᵀ·dZ, db = Σ over rows of dZ. */
    private void parameterGradients() {
        work.sgemm.tn(
                work.gradients, layer.weightOffset(), outputs, x, xAt, inputs, work.slopes,
                dYAt(), outputs, inputs, outputs, work.rows, work.accumulate);
        if (layer.hasBias()) {
            columnSums.sum(
                    work.gradients, layer.biasOffset(), work.slopes, dYAt(), outputs, work.rows,
                    outputs, work.accumulate);
        }
    }

    /** The same gradients, each put into its update as soon as it is known, and kept nowhere. */
    private void update() {
        work.sgemm.tn(
                x, xAt, inputs, work.slopes, dYAt(), outputs, inputs, outputs, work.rows, update);
    }

    /** A block of dW, and db with the first rows: into W and b. */
    private final class Update implements Sgemm.Epilogue {
        @Override
        public void apply(
                float[] dW, int dWOffset, int lddw, int row, int rows, int column, int columns) {
            float[] parameters = work.parameters();
            int slot = parameters.length;
            if (row == 0 && layer.hasBias()) {
                int bias = layer.biasOffset() + column;
                int dZ = dYAt() + column;
                columnSums.sum(dB, column, work.slopes, dZ, outputs, work.rows, columns, false);
                biasUpdate.update(parameters, bias, dB, column, work.state, bias, slot, columns);
            }
            int at = layer.weightOffset() + row * outputs + column;
            weightUpdate.update(
                    parameters, at, outputs, dW, dWOffset, lddw, work.state, at, slot, rows,
                    columns);
        }
    }
}
