package dev.lanewise.nn;

import dev.lanewise.naive.NaiveDense;
import dev.lanewise.naive.NaiveMlp;
import java.util.List;
import java.util.stream.IntStream;

/** The naive twin of a network. */
public final class NaiveCopy {
    private NaiveCopy() {}

    /** Of dense layers with ReLU between them, with a copy of all weights. */
    public static NaiveMlp of(Network network) {
        List<Dense> layers = network.layers().stream().map(Dense.class::cast).toList();
        int[] sizes = IntStream.concat(
                IntStream.of(network.inputs()), layers.stream().mapToInt(Dense::outputs))
                .toArray();
        NaiveMlp naive = new NaiveMlp(sizes);
        float[] all = network.parameters();
        for (int i = 0; i < layers.size(); i++) {
            Dense from = layers.get(i);
            NaiveDense to = naive.layers().get(i);
            System.arraycopy(all, from.weightOffset(), to.weights(), 0, to.weights().length);
            System.arraycopy(all, from.biasOffset(), to.bias(), 0, to.bias().length);
        }
        return naive;
    }
}
