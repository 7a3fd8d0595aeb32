package dev.lanewise.naive;

/** Softmax cross-entropy against the index of each row's class. */
public final class NaiveSoftmaxCrossEntropy {
    private NaiveSoftmaxCrossEntropy() {}

    /**
     * With the softmax p of a row and its class t: the mean over rows of −ln p[t], and its gradient
     * dZ = (p − onehot(t))/rows. The loss is infinite where p[t] is too small for a float.
     */
    public static float valueAndGradient(
            float[] dZ, float[] z, int[] labels, int rows, int classes) {
        NaiveSoftmax.softmax(dZ, z, rows, classes);
        float loss = 0;
        for (int r = 0; r < rows; r++) {
            int row = r * classes;
            loss -= (float) Math.log(dZ[row + labels[r]]);
            dZ[row + labels[r]] -= 1;
            for (int c = 0; c < classes; c++) {
                dZ[row + c] /= rows;
            }
        }
        return loss / rows;
    }
}
