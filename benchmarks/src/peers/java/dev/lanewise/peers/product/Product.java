package dev.lanewise.peers.product;

import dev.lanewise.peers.compare.Work;

/** A product with its operands where its library wants them; each run computes C anew. */
interface Product extends Work {
    /** Fills C with NaN, so that the next run must compute all of it. */
    void spoil();

    /** C as an array. */
    float[] result();
}
