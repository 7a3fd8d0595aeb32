package dev.lanewise.kernel.scalar;

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
 * The scalar twins: plain loops that define what is right, run everywhere and serve as baseline.
 */
public final class ScalarKernels implements Kernels {
    private final LossLoops losses = new ScalarLosses();

    /** The set, which has no state. */
    public ScalarKernels() {}

    @Override
    public String description() {
        return "scalar";
    }

    @Override
    public Sgemm sgemm() {
        return new ScalarSgemm();
    }

    @Override
    public Sgemm sgemm(Team team) {
        Objects.requireNonNull(team, "team");
        return new ScalarSgemm();
    }

    @Override
    public Sgemm trainingSgemm(Team team) {
        return sgemm(team);
    }

    @Override
    public ActivationKernel activation(Activation activation) {
        return new ScalarActivations(activation);
    }

    @Override
    public ColumnSums columnSums() {
        return new ScalarColumnSums();
    }

    @Override
    public DropoutKernel dropout() {
        return new ScalarDropout();
    }

    @Override
    public LayerNormKernel layerNorm() {
        return new ScalarLayerNorm();
    }

    @Override
    public BatchNormKernel batchNorm() {
        return new ScalarBatchNorm();
    }

    @Override
    public PreluKernel prelu() {
        return new ScalarPrelu();
    }

    @Override
    public SoftmaxKernel softmax() {
        return losses.softmax();
    }

    @Override
    public ScalingKernel scaling() {
        return new ScalarScaling();
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
                ? new ScalarSgd(weightDecay)
                : new ScalarMomentum(momentum, dampening, weightDecay, nesterov);
    }

    @Override
    public UpdateKernel rmsProp(
            double alpha, float epsilon, float weightDecay, float momentum, boolean centered) {
        return new ScalarRmsProp(alpha, epsilon, weightDecay, momentum, centered);
    }

    @Override
    public UpdateKernel adam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            boolean decoupled,
            boolean amsgrad) {
        return new ScalarAdam(beta1, beta2, epsilon, weightDecay, decoupled, amsgrad);
    }

    @Override
    public UpdateKernel adagrad(double learningRateDecay, float epsilon, float weightDecay) {
        return new ScalarAdagrad(learningRateDecay, epsilon, weightDecay);
    }

    @Override
    public UpdateKernel adadelta(double rho, float epsilon, float weightDecay) {
        return new ScalarAdadelta(rho, epsilon, weightDecay);
    }

    @Override
    public UpdateKernel adamax(double beta1, double beta2, float epsilon, float weightDecay) {
        return new ScalarAdamax(beta1, beta2, epsilon, weightDecay);
    }

    @Override
    public UpdateKernel nAdam(
            double beta1,
            double beta2,
            float epsilon,
            float weightDecay,
            double momentumDecay,
            boolean decoupled) {
        return new ScalarNAdam(beta1, beta2, epsilon, weightDecay, momentumDecay, decoupled);
    }

    @Override
    public UpdateKernel lion(double beta1, double beta2, float weightDecay) {
        return new ScalarLion(beta1, beta2, weightDecay);
    }

    @Override
    public UpdateKernel l1Regularized(UpdateKernel update, float strength) {
        return new ScalarL1Regularized(update, strength);
    }

    @Override
    public ArraySweeps arraySweeps() {
        return new ScalarArraySweeps();
    }
}
