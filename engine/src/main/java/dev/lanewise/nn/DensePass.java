package dev.lanewise.nn;

import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Sgemm;

/**
 * A {@link Dense} layer bound to kernels: its forward pass and, below it, its backward pass.
 *
 * <p>Holds no values; arrays are the caller's. One instance a thread.
 */
public final class DensePass {
    private final Dense layer;
    private final Sgemm sgemm;
    private final ActivationKernel activation;

    /** Binds a layer; layers that run one after the other may share the sgemm. */
    public DensePass(Dense layer, Kernels kernels, Sgemm sgemm) {
        this.layer = layer;
        this.sgemm = sgemm;
        this.activation = kernels.activation(layer.activation());
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
        sgemm.nn(z, zOffset, out, x, xOffset, in, parameters, w, out, rows, out, in, false);
        activation.forward(y, yOffset, z, zOffset, parameters, layer.biasOffset(), rows, out);
    }

    /**
     * Backward of {@link #forward}: dZ = dY ⊙ f'(Z), db = Σ over rows of dZ, dW = Xᵀ·dZ,
     * dX = dZ·Wᵀ.
     *
     * @param dX input gradient, {@code rows × inputs}, overwritten; null where nobody needs it
     * @param gradients gradients of the parameters, laid out as the parameters are; this layer's
     *     part is overwritten
     * @param dY output gradient, overwritten by dZ
     * @param kept Z where the activation's derivative needs its input, otherwise Y
     * @param x the forward pass's input
     */
    public void backward(
            float[] dX,
            int dXOffset,
            float[] gradients,
            float[] dY,
            int dYOffset,
            float[] kept,
            int keptOffset,
            float[] x,
            int xOffset,
            float[] parameters,
            int rows) {
        int in = layer.inputs();
        int out = layer.outputs();
        int w = layer.weightOffset();
        activation.backward(
                gradients, layer.biasOffset(), dY, dYOffset, kept, keptOffset, rows, out);
        sgemm.tn(gradients, w, out, x, xOffset, in, dY, dYOffset, out, in, out, rows, false);
        if (dX != null) {
            sgemm.nt(dX, dXOffset, in, dY, dYOffset, out, parameters, w, out, rows, in, out, false);
        }
    }
}
