package dev.lanewise.nn;

import dev.lanewise.kernel.ActivationKernel;
import dev.lanewise.kernel.ArraySweeps;
import dev.lanewise.kernel.BatchNormKernel;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.LayerNormKernel;
import dev.lanewise.kernel.PreluKernel;
import dev.lanewise.kernel.ScalingKernel;
import dev.lanewise.kernel.Sgemm;

/**
 * A layer in prediction: Y from X, nothing kept. Dropout has none, being Y = X.
 *
 * <p>One call at a time; a {@link Predictor} has as many as it needs.
 */
abstract class Inference {
    /** The arrays of a network, those of weights laid out in panels. */
    record Values(float[] parameters, float[] buffers) {}

    /**
     * Computes Y.
     *
     * @param y {@code rows × outputs}, overwritten
     * @param x {@code rows × inputs}; does not overlap y
     */
    abstract void forward(float[] y, int yAt, float[] x, int xAt, Values values, int rows);

    /** The pass of a layer that is no dropout; layers share the sgemm. */
    static Inference of(Layer layer, Kernels kernels, Sgemm sgemm) {
        return switch (layer) {
            case Dense l -> new PanelPass(l, kernels, sgemm);
            case ActivationLayer l -> new OfActivation(l, kernels);
            case Prelu l -> new OfPrelu(l, kernels);
            case LayerNorm l -> new OfLayerNorm(l, kernels);
            case BatchNorm l -> new OfBatchNorm(l, kernels);
            case Residual l -> new OfResidual(l, kernels, sgemm);
            case InputScaling l -> new OfInputScaling(l, kernels);
            case Embedding l -> new OfEmbedding(l);
            case Dropout _ -> throw new AssertionError("dropout is left out of predictions");
        };
    }

    private static final class OfActivation extends Inference {
        private final int features;
        private final ActivationKernel activation;

        OfActivation(ActivationLayer layer, Kernels kernels) {
            this.features = layer.features();
            this.activation = kernels.activation(layer.activation());
        }

        @Override
        void forward(float[] y, int yAt, float[] x, int xAt, Values values, int rows) {
            activation.forward(y, yAt, x, xAt, features, null, 0, rows, features);
        }
    }

    private static final class OfPrelu extends Inference {
        private final Prelu layer;
        private final PreluKernel prelu;

        OfPrelu(Prelu layer, Kernels kernels) {
            this.layer = layer;
            this.prelu = kernels.prelu();
        }

        @Override
        void forward(float[] y, int yAt, float[] x, int xAt, Values values, int rows) {
            int n = layer.features();
            prelu.forward(
                    y, yAt, x, xAt, values.parameters(), layer.slopeOffset(), n, rows, n);
        }
    }

    private static final class OfLayerNorm extends Inference {
        private final LayerNorm layer;
        private final LayerNormKernel norm;

        OfLayerNorm(LayerNorm layer, Kernels kernels) {
            this.layer = layer;
            this.norm = kernels.layerNorm();
        }

        @Override
        void forward(float[] y, int yAt, float[] x, int xAt, Values values, int rows) {
            norm.forward(
                    y, yAt, null, 0, null, 0, x, xAt, values.parameters(), layer.scaleOffset(),
                    layer.shiftOffset(), rows, layer.features(), (float) layer.epsilon());
        }
    }

    /** With the running statistics. */
    private static final class OfBatchNorm extends Inference {
        private final BatchNorm layer;
        private final BatchNormKernel norm;
        private final float[] deviations;

        OfBatchNorm(BatchNorm layer, Kernels kernels) {
            this.layer = layer;
            this.norm = kernels.batchNorm();
            this.deviations = new float[layer.features()];
        }

        @Override
        void forward(float[] y, int yAt, float[] x, int xAt, Values values, int rows) {
            int n = layer.features();
            norm.normalize(
                    y, yAt, null, 0, deviations, 0, x, xAt, values.buffers(),
                    layer.meanOffset(), values.buffers(), layer.varianceOffset(),
                    values.parameters(), layer.scaleOffset(), layer.shiftOffset(), n, rows, n,
                    (float) layer.epsilon());
        }
    }

    private static final class OfResidual extends Inference {
        private final InferenceSequence block;
        private final ArraySweeps sweeps;
        private final int features;

        OfResidual(Residual layer, Kernels kernels, Sgemm sgemm) {
            this.block = new InferenceSequence(layer.block(), kernels, sgemm);
            this.sweeps = kernels.arraySweeps();
            this.features = layer.inputs();
        }

        @Override
        void forward(float[] y, int yAt, float[] x, int xAt, Values values, int rows) {
            block.forward(y, yAt, x, xAt, values, rows);
            sweeps.add(y, yAt, x, xAt, rows * features);
        }
    }

    private static final class OfInputScaling extends Inference {
        private final InputScaling layer;
        private final ScalingKernel scaling;
        private final float[] inverse;

        OfInputScaling(InputScaling layer, Kernels kernels) {
            this.layer = layer;
            this.scaling = kernels.scaling();
            this.inverse = new float[layer.features()];
        }

        @Override
        void forward(float[] y, int yAt, float[] x, int xAt, Values values, int rows) {
            int n = layer.features();
            layer.inverses(inverse, values.buffers());
            scaling.standardize(
                    y, yAt, x, xAt, values.buffers(), layer.meanOffset(), inverse, 0, n, rows,
                    n);
        }
    }

    /** Of features that {@link Predictor} has checked. */
    private static final class OfEmbedding extends Inference {
        private final Embedding layer;

        OfEmbedding(Embedding layer) {
            this.layer = layer;
        }

        @Override
        void forward(float[] y, int yAt, float[] x, int xAt, Values values, int rows) {
            Embeddings.lookUp(layer, y, yAt, x, xAt, values.parameters(), rows);
        }
    }
}
