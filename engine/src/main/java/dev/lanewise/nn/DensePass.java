package dev.lanewise.nn;

import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.ColumnSums;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.UpdateKernel;

/**
 * A {@link Dense} layer bound to kernels: its forward pass and, below it, its backward pass.
 *
 * <p>What is elementwise is done to each block of a product while it lies in the cache: bias and
 * activation to X·W, the derivative of the activation below to dZ·Wᵀ, the update of the weights to
 * Xᵀ·dZ. So nothing goes through memory a second time.
 *
 * <p>Holds no values; arrays are the caller's. One call at a time; where the {@link Sgemm} has a
 * team, its members share the work.
 */
public final class DensePass {
    private final Dense layer;
    private final Sgemm sgemm;
    private final ActivationKernel activation;
    private final ColumnSums columnSums;
    private final Sgemm.Epilogue activate = this::activate;
    private final Sgemm.Epilogue derive = this::derive;
    private final Sgemm.Epilogue update = this::update;

    // The arrays of one call, for its epilogue.
    private float[] parameters;
    private float[] y;
    private int yOffset;
    private float[] kept;
    private int keptOffset;
    private ActivationKernel activationBelow;
    private UpdateKernel updateKernel;
    private float[] state;
    private float[] dB;
    private float[] dZ;
    private int dZOffset;
    private int batchRows;

    /** Binds a layer; layers that run one after the other may share the sgemm. */
    public DensePass(Dense layer, Kernels kernels, Sgemm sgemm) {
        this.layer = layer;
        this.sgemm = sgemm;
        this.activation = kernels.activation(layer.activation());
        this.columnSums = kernels.columnSums();
    }

    /**
     * Z = X·W + b, Y = f(Z).
     *
     * @param y output, {@code rows × outputs}, overwritten
     * @param z pre-activation, same shape, overwritten; may be {@code y}, unless a backward pass
     *     follows and the activation's derivative needs its input
     * @param x input, {@code rows × inputs}
     * @param parameters the network's parameters
     */
    public void forward(
            float[] y,
            int yOffset,
            float[] z,
            int zOffset,
            float[] x,
            int xOffset,
            float[] parameters,
            int rows) {
        int in = layer.inputs();
        int out = layer.outputs();
        int w = layer.weightOffset();
        this.y = y;
        this.yOffset = yOffset;
        this.parameters = parameters;
        try {
            sgemm.nn(z, zOffset, out, x, xOffset, in, parameters, w, out, rows, out, in, false,
                    activate);
        } finally {
            this.y = null;
            this.parameters = null;
        }
    }

    private void activate(
            float[] z, int zOffset, int ldz, int row, int rows, int column, int columns) {
        int at = yOffset + row * layer.outputs() + column;
        int bias = layer.biasOffset() + column;
        activation.forward(y, at, z, zOffset, ldz, parameters, bias, rows, columns);
    }

    /**
     * dZ = dY ⊙ f'(Z), the first part of the backward pass, for a layer with none above it.
     *
     * @param dZ output gradient dY, {@code rows × outputs}, overwritten by dZ
     * @param kept Z where the activation's derivative needs its input, otherwise Y, {@code rows ×
     *     outputs}
     */
    public void outputGradient(
            float[] dZ, int dZOffset, float[] kept, int keptOffset, int rows) {
        int out = layer.outputs();
        activation.backward(dZ, dZOffset, kept, keptOffset, out, rows, out);
    }

    /**
     * dX = dZ·Wᵀ and, where there is a layer below, whose outputs are X, that layer's dZ =
     * dX ⊙ f'(Z) in its place.
     *
     * @param dX input gradient, {@code rows × inputs}, overwritten
     * @param dZ this layer's, {@code rows × outputs}
     * @param parameters the network's parameters
     * @param below the layer below, or null
     * @param kept what the layer below keeps for its derivative, {@code rows × inputs}, as in
     *     {@link #outputGradient}; null where there is none below
     */
    public void inputGradient(
            float[] dX,
            int dXOffset,
            float[] dZ,
            int dZOffset,
            float[] parameters,
            DensePass below,
            float[] kept,
            int keptOffset,
            int rows) {
        int in = layer.inputs();
        int out = layer.outputs();
        int w = layer.weightOffset();
        boolean last = below == null;
        this.activationBelow = last ? null : below.activation;
        this.kept = kept;
        this.keptOffset = keptOffset;
        try {
            sgemm.nt(dX, dXOffset, in, dZ, dZOffset, out, parameters, w, out, rows, in, out, false,
                    last ? Sgemm.Epilogue.NONE : derive);
        } finally {
            this.activationBelow = null;
            this.kept = null;
        }
    }

    private void derive(
            float[] dX, int dXOffset, int ldx, int row, int rows, int column, int columns) {
        int at = keptOffset + row * layer.inputs() + column;
        activationBelow.backward(dX, dXOffset, kept, at, ldx, rows, columns);
    }

    /**
     * dW = Xᵀ·dZ, db = Σ over rows of dZ.
     *
     * @param gradients gradients of the parameters, laid out as the parameters are; this layer's
     *     part is overwritten, or added to
     * @param dZ this layer's, {@code rows × outputs}
     * @param x the forward pass's input, {@code rows × inputs}
     */
    public void parameterGradients(
            float[] gradients,
            float[] dZ,
            int dZOffset,
            float[] x,
            int xOffset,
            int rows,
            boolean accumulate) {
        int in = layer.inputs();
        int out = layer.outputs();
        int w = layer.weightOffset();
        sgemm.tn(gradients, w, out, x, xOffset, in, dZ, dZOffset, out, in, out, rows, accumulate);
        columnSums.sum(
                gradients, layer.biasOffset(), dZ, dZOffset, out, rows, out, accumulate);
    }

    /**
     * The same gradients, each put into the update of its parameter as soon as it is known, and
     * kept in no array of their own.
     *
     * @param updateKernel the optimizer's, begun for this step
     * @param parameters the network's parameters; this layer's are updated
     * @param state its state, laid out as the parameters are, slot by slot
     * @param dB scratch, at least {@code outputs} long
     * @param dZ this layer's, {@code rows × outputs}
     * @param x the forward pass's input, {@code rows × inputs}
     */
    public void update(
            UpdateKernel updateKernel,
            float[] parameters,
            float[] state,
            float[] dB,
            float[] dZ,
            int dZOffset,
            float[] x,
            int xOffset,
            int rows) {
        int in = layer.inputs();
        int out = layer.outputs();
        this.updateKernel = updateKernel;
        this.parameters = parameters;
        this.state = state;
        this.dB = dB;
        this.dZ = dZ;
        this.dZOffset = dZOffset;
        this.batchRows = rows;
        try {
            sgemm.tn(x, xOffset, in, dZ, dZOffset, out, in, out, rows, update);
        } finally {
            this.updateKernel = null;
            this.parameters = null;
            this.state = null;
            this.dB = null;
            this.dZ = null;
        }
    }

    private void update(
            float[] dW, int dWOffset, int lddw, int row, int rows, int column, int columns) {
        int out = layer.outputs();
        int slot = parameters.length;
        if (row == 0) {
            int bias = layer.biasOffset() + column;
            columnSums.sum(dB, column, dZ, dZOffset + column, out, batchRows, columns, false);
            updateKernel.update(parameters, bias, dB, column, state, bias, slot, columns);
        }
        int at = layer.weightOffset() + row * out + column;
        updateKernel.update(
                parameters, at, out, dW, dWOffset, lddw, state, at, slot, rows, columns);
    }
}
