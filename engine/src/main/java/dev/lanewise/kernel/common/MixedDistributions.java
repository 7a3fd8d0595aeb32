package dev.lanewise.kernel.common;

/** Softmax cross-entropy against distributions with class weights or label smoothing. */
final class MixedDistributions extends SoftmaxOfDistributions {
    private final TargetMixture mixture;

    MixedDistributions(LossLoops loops, TargetMixture mixture) {
        super(loops);
        this.mixture = mixture;
    }

    @Override
    void check(float[] target, int t, int stride, int rows, int columns) {
        mixture.check(columns);
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
        float[] mixed = mixture.ofDistributions(loops, target, t, rows, columns);
        super.block(losses, dZ, d, z, zAt, mixed, 0, rows, columns, scale);
    }
}
