package dev.lanewise.naive;

/** Softmax cross-entropy against the index of each row's class. */
public final class NaiveSoftmaxCrossEntropy {
    private NaiveSoftmaxCrossEntropy() {}

    /**
     * With the softmax p = e^z/Σe^z of a row and its class t: the mean over rows of −ln p[t], and
     * its gradient dZ = (p − onehot(t))/rows. The largest z is taken off all of a row first, which
     * changes nothing but keeps e^z finite.
     */
    public static float valueAndGradient(
            float[] dZ, float[] z, int[] labels, int rows, int classes) {
        float loss = 0;
        for (int r = 0; r < rows; r++) {
            int row = r * classes;
            float max = z[row];
            for (int c = 1; c < classes; c++) {
                max = Math.max(max, z[row + c]);
            }
            float sum = 0;
            for (int c = 0; c < classes; c++) {
                dZ[row + c] = (float) Math.exp(z[row + c] - max);
                sum += dZ[row + c];
            }
            loss += (float) Math.log(sum) - (z[row + labels[r]] - max);
            for (int c = 0; c < classes; c++) {
                float target = c == labels[r] ? 1 : 0;
                dZ[row + c] = (dZ[row + c] / sum - target) / rows;
            }
        }
        return loss / rows;
    }
}
