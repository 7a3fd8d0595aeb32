package dev.lanewise.naive;

/** Softmax of rows: p = e^z/Σe^z, with the largest z of a row taken off all of it first. */
public final class NaiveSoftmax {
    private NaiveSoftmax() {}

    /** Probabilities of logits. */
    public static void softmax(float[] y, float[] z, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            float max = largest(z, row, columns);
            float sum = 0;
            for (int c = 0; c < columns; c++) {
                y[row + c] = (float) Math.exp(z[row + c] - max);
                sum += y[row + c];
            }
            for (int c = 0; c < columns; c++) {
                y[row + c] /= sum;
            }
        }
    }

    /** Their logarithms: z − ln Σe^z. */
    public static void logSoftmax(float[] y, float[] z, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            int row = r * columns;
            float max = largest(z, row, columns);
            float sum = 0;
            for (int c = 0; c < columns; c++) {
                sum += (float) Math.exp(z[row + c] - max);
            }
            float log = (float) Math.log(sum);
            for (int c = 0; c < columns; c++) {
                y[row + c] = z[row + c] - max - log;
            }
        }
    }

    private static float largest(float[] z, int row, int columns) {
        float max = z[row];
        for (int c = 1; c < columns; c++) {
            max = Math.max(max, z[row + c]);
        }
        return max;
    }
}
