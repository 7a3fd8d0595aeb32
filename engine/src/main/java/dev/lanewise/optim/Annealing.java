package dev.lanewise.optim;

/** How a factor goes from one value to another. */
public enum Annealing {
    /** Along half a period of the cosine: slowly at both ends. */
    COSINE,
    /** In equal steps. */
    LINEAR;

    /**
     * The value at a position from 0, where it is {@code start}, to 1, where it is {@code end};
     * both exactly, which the more usual {@code start + (end − start)·position} does not keep.
     */
    double between(double start, double end, double position) {
        double rest =
                switch (this) {
                    case COSINE -> (1 + StrictMath.cos(Math.PI * position)) / 2;
                    case LINEAR -> 1 - position;
                };
        return start * rest + end * (1 - rest);
    }
}
