package dev.lanewise.optim;

import dev.lanewise.internal.Checks;

/**
 * A bound on gradients, so that one batch cannot throw the weights far away: settings, without any
 * arithmetic. It is applied to the gradients of all parameters as they are about to be used for an
 * update.
 */
public sealed interface Clipping {
    /** Each gradient alone between -limit and limit. */
    static Clipping byValue(double limit) {
        return new ByValue(limit);
    }

    /** All gradients together no longer than maxNorm. */
    static Clipping byNorm(double maxNorm) {
        return new ByNorm(maxNorm);
    }

    /**
     * g = min(max(g, -limit), limit), element by element: PyTorch's {@code clip_grad_value_}. The
     * direction of the step may change.
     *
     * @param limit finite and above 0, also in single precision
     */
    record ByValue(double limit) implements Clipping {
        /** Checks the limit. */
        public ByValue {
            positive("limit", limit);
        }
    }

    /**
     * g = g · min(1, maxNorm / (‖g‖ + 1e-6)), where ‖g‖ is the square root of the sum of squares of
     * all gradients: PyTorch's {@code clip_grad_norm_}. The direction of the step stays (Pascanu,
     * Mikolov and Bengio, "On the difficulty of training recurrent neural networks", 2013).
     *
     * @param maxNorm finite and above 0, also in single precision
     */
    record ByNorm(double maxNorm) implements Clipping {
        /** Checks the norm. */
        public ByNorm {
            positive("maxNorm", maxNorm);
        }

        /**
         * The factor of all gradients, from 0 to 1.
         *
         * @param norm ‖g‖, finite
         */
        public double factor(double norm) {
            return Math.min(1, maxNorm / (norm + 1e-6));
        }
    }

    private static void positive(String name, double value) {
        Checks.require(
                (float) value > 0 && value <= Float.MAX_VALUE,
                name,
                value,
                "finite and above 0, also in single precision");
    }
}
