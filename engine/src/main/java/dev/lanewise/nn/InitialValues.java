package dev.lanewise.nn;

import dev.lanewise.kernel.RandomStream;
import java.util.Arrays;
import java.util.List;

/** Initial values of the parameters and buffers of layers, as each layer's Javadoc has them. */
final class InitialValues {
    private final float[] parameters;
    private final float[] buffers;
    private final RandomStream random;

    /** Layers, nested ones too, are numbered in their order; each has a stream of its own. */
    private int number;

    InitialValues(float[] parameters, float[] buffers, long seed) {
        this.parameters = parameters;
        this.buffers = buffers;
        this.random = RandomStream.of(seed, RandomStream.Purpose.INITIAL_WEIGHTS);
    }

    void fill(List<Layer> layers) {
        for (Layer layer : layers) {
            RandomStream stream = random.stream(number++);
            if (layer instanceof Dense l) {
                l.initializer().fill(
                        parameters, l.weightOffset(), l.inputs(), l.outputs(), stream);
            } else {
                fillOther(layer, stream);
            }
        }
    }

    /** Those of a layer that is not dense; apart, since a switch over kinds loads them all. */
    private void fillOther(Layer layer, RandomStream stream) {
        switch (layer) {
            case Prelu l -> fill(parameters, l.slopeOffset(), l.features(), 0.25f);
            case LayerNorm l -> fill(parameters, l.scaleOffset(), l.features(), 1f);
            case BatchNorm l -> {
                fill(parameters, l.scaleOffset(), l.features(), 1f);
                fill(buffers, l.varianceOffset(), l.features(), 1f);
            }
            case Residual l -> fill(l.block());
            case Embedding l -> fill(l, stream);
            case InputScaling l -> fill(buffers, l.deviationOffset(), l.features(), 1f);
            case Dense _,ActivationLayer _,Dropout _ -> {
                // nothing is learned, or it was filled
            }
        }
    }

    private void fill(Embedding embedding, RandomStream stream) {
        int at = embedding.tableOffset();
        for (Embedding.Column column : embedding.columns()) {
            RandomStream ofColumn = stream.stream(column.index());
            for (int i = 0; i < column.tableSize(); i++) {
                parameters[at++] = (float) ofColumn.normal(i);
            }
        }
    }

    private static void fill(float[] array, int offset, int n, float value) {
        Arrays.fill(array, offset, offset + n, value);
    }
}
