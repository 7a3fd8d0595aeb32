package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import java.util.List;

/**
 * Layer normalization (Ba, Kiros and Hinton, 2016); PyTorch's {@code LayerNorm} over one dimension.
 *
 * <p>Each row with its own mean μ and biased variance v: x̂ = (x − μ)/√(v + epsilon), y = γ·x̂ + β.
 * Backward, with g = γ ⊙ dY and r = 1/√(v + epsilon): dX = r·(g − mean(g) − x̂·mean(g ⊙ x̂)), means
 * over the row; dγ = Σ over rows of dY ⊙ x̂, dβ = Σ over rows of dY. γ starts at 1, β at 0.
 *
 * @param features columns of X and Y
 * @param epsilon added to the variance, above 0; 1e-5
 * @param scaleOffset where γ starts
 * @param shiftOffset where β starts
 */
public record LayerNorm(int features, double epsilon, int scaleOffset, int shiftOffset)
        implements
            Layer {
    /** Checks sizes and settings. */
    public LayerNorm {
        Checks.require(features > 0, "features", features, "at least 1");
        Norms.epsilon(epsilon);
        Checks.size("scaleOffset", scaleOffset);
        Checks.size("shiftOffset", shiftOffset);
    }

    @Override
    public int inputs() {
        return features;
    }

    @Override
    public int outputs() {
        return features;
    }

    @Override
    public List<Parameter> parameters() {
        return Norms.parameters(features, scaleOffset, shiftOffset);
    }
}
