package dev.lanewise.loss;

import dev.lanewise.internal.Checks;
import java.util.Arrays;
import java.util.List;

/** What the settings of losses must be. Kernels compute with floats, so they must fit there. */
final class LossSettings {
    /** Above it, not all whole numbers are floats. */
    static final int MOST_CLASSES = 1 << 24;

    private LossSettings() {}

    /** A copy of weights that are finite and at least 0. */
    static List<Double> weights(String name, List<Double> weights) {
        List<Double> copy = List.copyOf(weights);
        for (int i = 0; i < copy.size(); i++) {
            double weight = copy.get(i);
            Checks.require(
                    weight >= 0 && weight <= Float.MAX_VALUE, name + " " + i, weight,
                    "finite and at least 0");
        }
        return copy;
    }

    /** Demands a setting that is finite and above 0, also in single precision. */
    static void positive(String name, double value) {
        Checks.require(
                (float) value > 0 && value <= Float.MAX_VALUE,
                name,
                value,
                "finite and above 0, also in single precision");
    }

    /** Demands a setting that is finite and at least 0. */
    static void notNegative(String name, double value) {
        Checks.require(
                value >= 0 && value <= Float.MAX_VALUE, name, value, "finite and at least 0");
    }

    /** Demands one weight for each class, or none at all. */
    static void oneEach(String name, List<Double> weights, int outputs) {
        Checks.require(
                weights.isEmpty() || weights.size() == outputs,
                "outputs",
                outputs,
                weights.size() + ", one for each of the " + name);
    }

    /** Demands so many outputs that a softmax means something and class indices are floats. */
    static void softmaxOutputs(int outputs) {
        Checks.require(
                outputs >= 2,
                "outputs",
                outputs,
                "at least 2, as a softmax over one output is always 1;"
                        + " use BinaryCrossEntropy for two classes on one output");
    }

    /** Demands that every class index is a float. */
    static void indexOutputs(int outputs) {
        softmaxOutputs(outputs);
        Checks.require(
                outputs <= MOST_CLASSES,
                "outputs",
                outputs,
                "at most 2^24, as larger class indices are no floats");
    }

    static List<Double> list(double... values) {
        return Arrays.stream(values).boxed().toList();
    }

    static List<Float> floats(List<Double> values) {
        return values.stream().map(Double::floatValue).toList();
    }
}
