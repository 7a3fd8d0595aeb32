package dev.lanewise.train;

/** Which calls a {@link TrainingStep} can take: what was computed last, and whether it is open. */
final class StepStages {
    /** What has been computed for the last batch. */
    enum Stage {
        NOTHING, FORWARD, GRADIENTS, UPDATED
    }

    private Stage stage = Stage.NOTHING;
    private boolean closed;

    void reach(Stage stage) {
        this.stage = stage;
    }

    void close() {
        closed = true;
    }

    void requireOpen() {
        if (closed) {
            throw new IllegalStateException("called after close, expected a step that is open");
        }
    }

    void requireGradients() {
        requireOpen();
        require(
                Stage.GRADIENTS,
                "no gradients that were not used yet: call computeGradients or backward first");
    }

    void requireBatch() {
        if (stage == Stage.NOTHING) {
            throw new IllegalStateException(
                    "no batch was computed, or the last one failed: call step or forward first");
        }
    }

    void require(Stage expected, String otherwise) {
        if (stage != expected) {
            throw new IllegalStateException(otherwise);
        }
    }
}
