package dev.lanewise.train;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.UpdateKernel;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameter;
import dev.lanewise.optim.Optimizer;
import java.util.List;
import java.util.function.Function;

/**
 * The optimizers of a step at work: their kernels, their state, and the count of steps. A function
 * itself, as a reference to a method costs a starting process some three times the class.
 */
final class Updates implements Function<Parameter, UpdateKernel> {
    private final ParameterGroups groups;
    private final List<Optimizer> optimizers;
    private final UpdateKernel[] kernels;
    private final float[] state;
    private double learningRate;
    private long steps;

    Updates(Network network, ParameterGroups groups, Kernels kernels) {
        this.groups = groups;
        this.optimizers = groups.optimizers();
        this.kernels = new UpdateKernel[optimizers.size()];
        int slots = 0;
        for (int i = 0; i < optimizers.size(); i++) {
            this.kernels[i] = optimizers.get(i).bind(kernels);
            slots = Math.max(slots, this.kernels[i].slots());
        }
        this.learningRate = groups.optimizer().learningRate();
        long size = (long) network.parameters().length * slots;
        Checks.require(
                size <= Checks.LARGEST_ARRAY,
                "size of the optimizer's state",
                size,
                "at most " + Checks.LARGEST_ARRAY + " floats");
        this.state = new float[(int) size];
    }

    /** The kernel that updates a parameter. */
    @Override
    public UpdateKernel apply(Parameter parameter) {
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

    /** All that the next steps depend on, as it is now. */
    StepState state(long batches) {
        return new StepState(descriptions(), state.clone(), steps, batches, learningRate);
    }

    /**
     * Goes on from a state.
     *
     * @throws IllegalArgumentException before anything is changed, where it is of other optimizers
     */
    void restore(StepState from) {
        Checks.require(
                from.optimizers().equals(descriptions()), "optimizers of the state",
                from.optimizers(), descriptions() + ", those of the step, at any learning rate");
        Checks.require(
                from.values().length == state.length, "length of the optimizers' state",
                from.values().length, state.length + ", that of the step");
        System.arraycopy(from.values(), 0, state, 0, state.length);
        steps = from.updates();
        learningRate = from.learningRate();
    }

    /** A rate may change and the state still be of use: it is left out. */
    private List<String> descriptions() {
        return optimizers.stream().map(o -> o.withLearningRate(1).toString()).toList();
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
