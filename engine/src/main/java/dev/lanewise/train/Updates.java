package dev.lanewise.train;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameter;
import dev.lanewise.optim.Optimizer;
import java.util.Arrays;
import java.util.List;

/** The optimizers of a step at work: their kernels, their state, and the count of steps. */
final class Updates {
    private final ParameterGroups groups;
    private final List<Optimizer> optimizers;
    private final UpdateKernel[] kernels;
    private final float[] state;
    private double learningRate;
    private long steps;

    Updates(Network network, ParameterGroups groups, Kernels kernels) {
        this.groups = groups;
        this.optimizers = groups.optimizers();
        this.kernels =
                optimizers.stream().map(o -> o.bind(kernels)).toArray(UpdateKernel[]::new);
        this.learningRate = groups.optimizer().learningRate();
        int slots = Arrays.stream(this.kernels).mapToInt(UpdateKernel::slots).max().orElseThrow();
        long size = (long) network.parameters().length * slots;
        Checks.require(
                size <= Checks.LARGEST_ARRAY,
                "size of the optimizer's state",
                size,
                "at most " + Checks.LARGEST_ARRAY + " floats");
        this.state = new float[(int) size];
    }

    /** The kernel that updates a parameter. */
    UpdateKernel of(Parameter parameter) {
        return kernels[groups.indexOf(parameter)];
    }

    /** Laid out as the parameters are, slot by slot. */
    float[] state() {
        return state;
    }

    double learningRate() {
        return learningRate;
    }

    /** Sets the rate of the next steps; groups keep their ratio to it. */
    void setLearningRate(double learningRate) {
        this.learningRate = learningRate;
    }

    /** Begins the next step in all kernels. */
    void begin() {
        for (int i = 0; i < kernels.length; i++) {
            kernels[i].begin(steps + 1, rateOf(optimizers.get(i)));
        }
        steps++;
    }

    private double rateOf(Optimizer optimizer) {
        double base = groups.optimizer().learningRate();
        double own = optimizer.learningRate();
        if (own == base) {
            return learningRate;
        }
        // exactly its own where the base's was never changed; to 0 there is no ratio
        return learningRate == base || base == 0 ? own : own * (learningRate / base);
    }
}
