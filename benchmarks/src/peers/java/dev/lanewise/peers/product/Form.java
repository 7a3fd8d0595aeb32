package dev.lanewise.peers.product;

/** The three forms of a product in training: which operand lies transposed. */
enum Form {
    /** A·B: the forward pass. */
    NN(false, false),
    /** Aᵀ·B, A stored as k × m: the weight gradient. */
    TN(true, false),
    /** A·Bᵀ, B stored as n × k: the input gradient. */
    NT(false, true);

    private final boolean aTransposed;
    private final boolean bTransposed;

    Form(boolean aTransposed, boolean bTransposed) {
        this.aTransposed = aTransposed;
        this.bTransposed = bTransposed;
    }

    boolean aTransposed() {
        return aTransposed;
    }

    boolean bTransposed() {
        return bTransposed;
    }
}
