package dev.lanewise.kernel.common;

/** Softmax cross-entropy against class indices whose targets are smoothed to distributions. */
final class SmoothedIndices extends SoftmaxOfDistributions {
    private final IndexTargets targets;
    private final TargetMixture mixture;

    SmoothedIndices(LossLoops loops, IndexTargets targets, TargetMixture mixture) {
        super(loops);
        this.targets = targets;
        this.mixture = mixture;
    }

    @Override
    public int targetColumns(int columns) {
        return 1;
    }

    @Override
    void check(float[] target, int t, int stride, int rows, int columns) {
        targets.check(target, t, stride, rows, columns);
    }

    /** The weights of the right classes alone, as PyTorch has it, though others share the loss. */
    @Override
    double weightOf(float[] target, int t, int rows, int columns) {
        return targets.weightOf(target, t, rows);
    }

    @Override
    void block(
            double[] losses,
            float[] dZ,
            int d,
            float[] z,
            int zAt,
            float[] target,
            int t,
            int rows,
            int columns,
            float scale) {
        float[] mixed = mixture.ofIndices(targets, target, t, rows, columns);
        super.block(losses, dZ, d, z, zAt, mixed, 0, rows, columns, scale);
        for (int row = 0; row < rows; row++) {
            if (targets.ignores(target[t + row])) {
                clear(losses, dZ, d, row, columns);
            }
        }
    }
}
