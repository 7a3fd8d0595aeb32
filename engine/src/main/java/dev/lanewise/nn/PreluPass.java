package dev.lanewise.nn;

import dev.lanewise.kernel.PreluKernel;
import dev.lanewise.kernel.UpdateKernel;

/** A {@link Prelu}, forward and backward. */
final class PreluPass extends LayerPass {
    private final Prelu layer;
    private final PreluKernel prelu;
    private final UpdateKernel slopeUpdate;
    private final Share forwardShare;
    private final Share parameterShare;
    private final Share inputShare;
    private final float[] dSlopes;

    PreluPass(Workspace work, Prelu layer) {
        super(work, layer);
        this.layer = layer;
        this.prelu = work.kernels.prelu();
        this.slopeUpdate = work.updateOf(layer.parameters().getFirst());
        this.forwardShare = new Share(work.team, 1, this::values);
        this.parameterShare = new Share(work.team, 16, this::parameterGradients);
        this.inputShare = new Share(work.team, 1, this::inputGradient);
        this.dSlopes = new float[outputs];
    }

    @Override
    void forward() {
        forwardShare.run(work.rows, outputs);
    }

    private void values(int from, int to) {
        int at = from * outputs;
        prelu.forward(
                work.values, yAt + at, x, xAt + at, work.parameters(), layer.slopeOffset(),
                outputs, to - from, outputs);
    }

    @Override
    void backward(boolean toInputs) {
        parameterShare.run(outputs, work.rows);
        if (toInputs) {
            inputShare.run(work.rows, outputs);
        }
        work.accept(slopeUpdate, layer.slopeOffset(), dSlopes, 0, outputs);
    }

    private void parameterGradients(int from, int to) {
        prelu.parameterGradients(
                dSlopes, from, work.slopes, dYAt() + from, x, xAt + from, outputs, work.rows,
                to - from, false);
    }

    private void inputGradient(int from, int to) {
        int at = from * outputs;
        int slope = dYAt() + at;
        prelu.inputGradient(
                work.slopes, slope, work.slopes, slope, x, xAt + at, work.parameters(),
                layer.slopeOffset(), outputs, to - from, outputs);
    }
}
