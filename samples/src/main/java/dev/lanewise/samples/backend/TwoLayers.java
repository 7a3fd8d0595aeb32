package dev.lanewise.samples.backend;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.ColumnSums;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.optim.Adam;

/**
 * Two dense layers by hand, Y = tanh(X·W1 + b1)·W2 + b2, as a framework of your own would have them
 * in its graph: its arrays and its order of things, and kernels of Lanewise's for the arithmetic.
 *
 * <p>Matrices are row-major, weights {@code inputs × outputs}. Each call of a kernel names result,
 * inputs and sizes; no kernel keeps an array.
 */
final class TwoLayers {
    private final Sgemm sgemm;
    private final ActivationKernel tanh;
    private final ActivationKernel identity;
    private final ColumnSums columnSums;
    private final UpdateKernel adam;

    private final int in;
    private final int hidden;
    private final int out;
    private final Learned w1;
    private final Learned b1;
    private final Learned w2;
    private final Learned b2;

    private final float[] h;
    private final float[] y;
    private final float[] dH;
    private float[] x;
    private int rows;
    private long updates;

    /** Values that are learned, with gradient and what Adam keeps of earlier ones. */
    private record Learned(float[] w, float[] g, float[] state) {
        static Learned of(float[] w, int slots) {
            return new Learned(w, new float[w.length], new float[slots * w.length]);
        }
    }

    /** Binds kernels, and takes memory for batches of so many rows. */
    TwoLayers(float[] w1, float[] b1, float[] w2, float[] b2, int maxRows) {
        Kernels kernels = Lanewise.kernels();
        sgemm = kernels.sgemm();
        tanh = kernels.activation(Activation.TANH);
        identity = kernels.activation(Activation.IDENTITY);
        columnSums = kernels.columnSums();
        adam = Adam.of(0.01).bind(kernels);
        hidden = b1.length;
        in = w1.length / hidden;
        out = b2.length;
        this.w1 = Learned.of(w1, adam.slots());
        this.b1 = Learned.of(b1, adam.slots());
        this.w2 = Learned.of(w2, adam.slots());
        this.b2 = Learned.of(b2, adam.slots());
        h = new float[maxRows * hidden];
        dH = new float[maxRows * hidden];
        y = new float[maxRows * out];
    }

    /** H = tanh(X·W1 + b1), Y = H·W2 + b2; the array of Y itself. */
    float[] forward(float[] x, int rows) {
        this.x = x;
        this.rows = rows;
        sgemm.nn(h, 0, hidden, x, 0, in, w1.w, 0, hidden, rows, hidden, in, false);
        tanh.forward(h, 0, h, 0, hidden, b1.w, 0, rows, hidden);
        sgemm.nn(y, 0, out, h, 0, hidden, w2.w, 0, out, rows, out, hidden, false);
        identity.forward(y, 0, y, 0, out, b2.w, 0, rows, out);
        return y;
    }

    /**
     * The same from back to front: dW2 = Hᵀ·dY, db2 = Σ dY, dH = (dY·W2ᵀ) ⊙ (1 − H²), dW1 = Xᵀ·dH,
     * db1 = Σ dH.
     */
    void backward(float[] dY) {
        sgemm.tn(w2.g, 0, out, h, 0, hidden, dY, 0, out, hidden, out, rows, false);
        columnSums.sum(b2.g, 0, dY, 0, out, rows, out, false);
        sgemm.nt(dH, 0, hidden, dY, 0, out, w2.w, 0, out, rows, hidden, out, false);
        tanh.backward(dH, 0, h, 0, hidden, rows, hidden);
        sgemm.tn(w1.g, 0, hidden, x, 0, in, dH, 0, hidden, in, hidden, rows, false);
        columnSums.sum(b1.g, 0, dH, 0, hidden, rows, hidden, false);
    }

    /** One step of Adam. */
    void update(double learningRate) {
        adam.begin(++updates, learningRate);
        for (Learned p : new Learned[] {w1, b1, w2, b2}) {
            adam.update(p.w, 0, p.g, 0, p.state, 0, p.w.length, p.w.length);
        }
    }
}
