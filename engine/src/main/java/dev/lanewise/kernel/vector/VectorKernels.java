package dev.lanewise.kernel.vector;

import dev.lanewise.internal.OptimizerSettings;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.BatchNormKernel;
import dev.lanewise.kernel.ArraySweeps;
import dev.lanewise.kernel.ColumnSums;
import dev.lanewise.kernel.DropoutKernel;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LayerNormKernel;
import dev.lanewise.kernel.LossFunction;
import dev.lanewise.kernel.LossKernel;
import dev.lanewise.kernel.PreluKernel;
import dev.lanewise.kernel.ScalingKernel;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.SoftmaxKernel;
import dev.lanewise.kernel.Team;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.kernel.common.LossLoops;
import java.util.Objects;

/**
 * The vector twins, written with the Vector API at the lane width that the processor prefers.
 *
 * <p>Kernels that not every network needs are given out by a cast. The JVM trusts it until it runs;
 * to prove without it that each of them is what its method returns, it would load them all, and their
 * scalar twins, before the first one is made.
 */
public final class VectorKernels implements Kernels {
    private final LossLoops losses = new VectorLosses();

    /** The set, which has no state. */
    public VectorKernels() {}

    /** Bits of the lanes that the JVM prefers: fewer than are used where it has no vectors. */
    public static int preferredBits() {
        return Lanes.PREFERRED.vectorBitSize();
    }

    @Override
    public String description() {
        return "vector, " + Lanes.COUNT + " lanes of float (" + Lanes.FLOAT.vectorBitSize()
                + " bits)";
    }

    @Override
    public Sgemm sgemm() {
        return new VectorSgemm(Blocking.CURRENT);
    }

    @Override
    public Sgemm sgemm(Team team) {
        return new VectorSgemm(Blocking.CURRENT, Objects.requireNonNull(team, "team"), false);
    }

    @Override
    public Sgemm trainingSgemm(Team team) {
        return new VectorSgemm(Blocking.CURRENT, Objects.requireNonNull(team, "team"), true);
    }

    @Override
    public ActivationKernel activation(Activation activation) {
        return new VectorActivations(activation);
    }

    @Override
    public ColumnSums columnSums() {
        return new VectorColumnSums();
    }

    @Override
    public DropoutKernel dropout() {
        return DropoutKernel.class.cast(new VectorDropout());
    }

    @Override
    public LayerNormKernel layerNorm() {
        return LayerNormKernel.class.cast(new VectorLayerNorm());
    }

    @Override
    public BatchNormKernel batchNorm() {
        return BatchNormKernel.class.cast(new VectorBatchNorm());
    }

    @Override
    public PreluKernel prelu() {
        return PreluKernel.class.cast(new VectorPrelu());
    }

    @Override
    public SoftmaxKernel softmax() {
        return losses.softmax();
    }

    @Override
    public ScalingKernel scaling() {
        return ScalingKernel.class.cast(new VectorScaling());
    }

    @Override
    public LossKernel loss(LossFunction function) {
        return losses.kernel(function);
    }

    @Override
    public UpdateKernel sgd(
            float momentum, float dampening, float weightDecay, boolean nesterov) {
        OptimizerSettings.momentum(momentum, dampening, nesterov);
        return momentum == 0f
                ? UpdateKernel.class.cast(new VectorSgd(weightDecay))
                : UpdateKernel.class.cast(
                        new VectorMomentum(momentum, dampening, weightDecay, nesterov));
    }

    @Override
    public UpdateKernel rmsProp(
            double alpha, float epsilon, float weightDecay, float momentum, boolean centered) {
        return UpdateKernel.class
                .cast(new VectorRmsProp(alpha, epsilon, weightDecay, momentum, centered));
    }

    @Override
    public UpdateKernel adam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            boolean decoupled,
            boolean amsgrad) {
        return UpdateKernel.class
                .cast(new VectorAdam(beta1, beta2, epsilon, weightDecay, decoupled, amsgrad));
    }

    @Override
    public UpdateKernel adagrad(double learningRateDecay, float epsilon, float weightDecay) {
        return UpdateKernel.class.cast(new VectorAdagrad(learningRateDecay, epsilon, weightDecay));
    }

    @Override
    public UpdateKernel adadelta(double rho, float epsilon, float weightDecay) {
        return UpdateKernel.class.cast(new VectorAdadelta(rho, epsilon, weightDecay));
    }

    @Override
    public UpdateKernel adamax(double beta1, double beta2, float epsilon, float weightDecay) {
        return UpdateKernel.class.cast(new VectorAdamax(beta1, beta2, epsilon, weightDecay));
    }

    @Override
    public UpdateKernel nAdam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            double momentumDecay,
            boolean decoupled) {
        return UpdateKernel.class.cast(
                new VectorNAdam(beta1, beta2, epsilon, weightDecay, momentumDecay, decoupled));
    }

    @Override
    public UpdateKernel lion(double beta1, double beta2, float weightDecay) {
        return UpdateKernel.class.cast(new VectorLion(beta1, beta2, weightDecay));
    }

    @Override
    public UpdateKernel l1Regularized(UpdateKernel update, float strength) {
        return UpdateKernel.class.cast(new VectorL1Regularized(update, strength));
    }

    @Override
    public ArraySweeps arraySweeps() {
        return ArraySweeps.class.cast(new VectorArraySweeps());
    }
}
