package dev.lanewise.peers.step;

import java.util.List;

/**
 * The losses of a network of ours and of another library's, step by step from the same weights, on
 * the same batches.
 *
 * @param run when the run began
 * @param library the name of the other library
 * @param threads on how many threads
 * @param workload network and optimizer
 * @param ours the mean loss of each step before its update
 * @param theirs the same of the other library
 */
record Curve(
        String run,
        String library,
        int threads,
        String workload,
        List<Double> ours,
        List<Double> theirs) {
    /** The step, from 0, in which the losses differ most. */
    int worstStep() {
        int worst = 0;
        for (int step = 1; step < ours.size(); step++) {
            // in this order NaN is above all
            if (Double.compare(difference(step), difference(worst)) > 0) {
                worst = step;
            }
        }
        return worst;
    }

    /** The difference of the losses in a step, in units of the other library's. */
    double difference(int step) {
        return Math.abs(ours.get(step) - theirs.get(step)) / Math.abs(theirs.get(step));
    }
}
