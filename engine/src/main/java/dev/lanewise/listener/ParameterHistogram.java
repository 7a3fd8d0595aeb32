package dev.lanewise.listener;

import dev.lanewise.internal.Checks;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameter;
import java.util.List;
import java.util.Objects;

/**
 * A histogram of one parameter of a network, or of anything that is laid out as it is.
 *
 * <p>Gradients are, on the second door of a training step:
 *
 * {@snippet :
 * step.computeGradients(x, 0, targets, 0, rows);
 * ParameterHistogram.of(network, step.gradients(), 40).forEach(System.out::println);
 * step.update();
 * }
 *
 * @param parameter which one, with its name in the network
 * @param histogram of its values
 */
public record ParameterHistogram(Parameter parameter, Histogram histogram) {
    /** Demands both. */
    public ParameterHistogram {
        Objects.requireNonNull(parameter, "parameter");
        Objects.requireNonNull(histogram, "histogram");
    }

    /**
     * Takes the histograms of all parameters, first to last.
     *
     * @param values as many as the network has parameters, and laid out as they are: {@link
     *     Network#parameters} themselves, or gradients
     * @param bins of each histogram
     */
    public static List<ParameterHistogram> of(Network network, float[] values, int bins) {
        Checks.require(
                values.length == network.parameters().length,
                "length of values",
                values.length,
                network.parameters().length + ", the number of the network's parameters");
        return network.namedParameters()
                .stream()
                .map(p -> new ParameterHistogram(p, of(p, values, bins)))
                .toList();
    }

    private static Histogram of(Parameter parameter, float[] values, int bins) {
        return Histogram.of(values, parameter.offset(), parameter.size(), bins);
    }

    /** One line: name, figures, bars. */
    @Override
    public String toString() {
        return parameter.name() + " " + histogram;
    }
}
