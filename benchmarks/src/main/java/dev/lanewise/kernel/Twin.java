package dev.lanewise.kernel;

import dev.lanewise.Lanewise;

/** Whose kernels a benchmark times. */
public enum Twin {
    /** The Vector API. */
    VECTOR {
        @Override
        public Kernels kernels() {
            return Lanewise.kernels();
        }
    },
    /** The scalar twin. */
    SCALAR {
        @Override
        public Kernels kernels() {
            return Lanewise.scalarKernels();
        }
    };

    /** The twin's kernels. */
    public abstract Kernels kernels();

    /** The one to compare with. */
    public Twin other() {
        return this == VECTOR ? SCALAR : VECTOR;
    }
}
