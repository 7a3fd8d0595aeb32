package dev.lanewise.nn;

/** The passes of all layers that are not dense, in a class that loads when one is met. */
final class OtherPasses {
    private OtherPasses() {}

    /**
     * The pass of a layer.
     *
     * @param number that of the layer, for its masks
     */
    static LayerPass of(Workspace work, Layer layer, int number) {
        return switch (layer) {
            case ActivationLayer l -> new ActivationPass(work, l);
            case Prelu l -> new PreluPass(work, l);
            case Dropout l -> new DropoutPass(work, l, number);
            case LayerNorm l -> new LayerNormPass(work, l);
            case BatchNorm l -> new BatchNormPass(work, l);
            case Residual l -> new ResidualPass(work, l);
            case InputScaling l -> new InputScalingPass(work, l);
            case Embedding l -> new EmbeddingPass(work, l);
            case Dense _ -> throw new IllegalArgumentException("a dense layer has its own pass");
        };
    }
}
