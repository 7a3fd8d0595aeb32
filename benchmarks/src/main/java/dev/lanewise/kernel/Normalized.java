package dev.lanewise.kernel;

import java.util.List;

/** What the passes of a normalization write. */
final class Normalized {
    final float[] y;
    final float[] normalized;
    final float[] deviations;
    final float[] dX;
    /** Of gamma, then of beta. */
    final float[] gradients;

    private final Rows size;

    /** With a deviation for each row, or for each column. */
    Normalized(Rows size, int deviations) {
        this.size = size;
        this.y = new float[size.size()];
        this.normalized = new float[size.size()];
        this.deviations = new float[deviations];
        this.dX = new float[size.size()];
        this.gradients = new float[2 * size.columns()];
    }

    /** A subject that writes the gradients one after the other. */
    Subject subject(Runnable forward, Runnable backward) {
        int roundings = size.rows() + size.columns();
        int columns = size.columns();
        return subject(
                new Result("dGamma", gradients, 0, columns, roundings, 0),
                new Result("dBeta", gradients, columns, columns, roundings, 0),
                forward, backward);
    }

    /** A subject that writes the gradients into arrays of their own. */
    Subject subject(float[] dGamma, float[] dBeta, Runnable forward, Runnable backward) {
        int roundings = size.rows() + size.columns();
        return subject(
                new Result("dGamma", dGamma, roundings), new Result("dBeta", dBeta, roundings),
                forward, backward);
    }

    private Subject subject(Result dGamma, Result dBeta, Runnable forward, Runnable backward) {
        int roundings = size.rows() + size.columns();
        return new Subject(
                List.of(forward, backward),
                List.of(new Result("Y", y, roundings), new Result("dX", dX, roundings), dGamma,
                        dBeta));
    }
}
