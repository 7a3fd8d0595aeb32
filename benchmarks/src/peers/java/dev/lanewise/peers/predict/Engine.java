package dev.lanewise.peers.predict;

import dev.lanewise.nn.Network;

/** Who predicts. */
enum Engine {
    /** Ours. */
    LANEWISE("Lanewise"),
    /** Microsoft's. */
    ONNX_RUNTIME("ONNX Runtime");

    private final String title;

    Engine(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** A network to be used by one thread, and the rows to be predicted. */
    Prediction open(Network network, float[] features) {
        return switch (this) {
            case LANEWISE -> new LanewisePrediction(network, features);
            case ONNX_RUNTIME -> new OnnxPrediction(network, features);
        };
    }
}
