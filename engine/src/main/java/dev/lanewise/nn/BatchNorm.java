package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import java.util.List;

/**
 * Batch normalization (Ioffe and Szegedy, 2015); PyTorch's {@code BatchNorm1d}.
 *
 * <p>Each column with the mean μ and the biased variance v of the batch: x̂ = (x − μ)/√(v + epsilon),
 * y = γ·x̂ + β. In prediction, μ and v are running values that each batch of training moves:
 * running = (1 − momentum)·running + momentum·value, with the unbiased variance (that of a single
 * row, which has none, counts as 0). They move with the backward pass, so a batch that is refused
 * leaves them alone. Backward, for n rows with r = 1/√(v + epsilon): dγ = Σ over rows of dY ⊙ x̂,
 * dβ = Σ over rows of dY, dX = γ·r/n·(n·dY − dβ − x̂·dγ). γ starts at 1, β at 0, the running mean at
 * 0, the running variance at 1.
 *
 * @param features columns of X and Y
 * @param epsilon added to the variance, above 0; 1e-5
 * @param momentum part of a batch in the running values, in (0, 1]; 0.1
 * @param scaleOffset where γ starts in the parameters
 * @param shiftOffset where β starts in the parameters
 * @param meanOffset where the running mean starts in the buffers
 * @param varianceOffset where the running variance starts in the buffers
 */
public record BatchNorm(
        int features,
        double epsilon,
        double momentum,
        int scaleOffset,
        int shiftOffset,
        int meanOffset,
        int varianceOffset)
        implements
            Layer {
    /** Checks sizes and settings. */
    public BatchNorm {
        Checks.require(features > 0, "features", features, "at least 1");
        Norms.epsilon(epsilon);
        Checks.require(
                momentum > 0 && momentum <= 1, "momentum", momentum, "above 0 and at most 1");
        Checks.size("scaleOffset", scaleOffset);
        Checks.size("shiftOffset", shiftOffset);
        Checks.size("meanOffset", meanOffset);
        Checks.size("varianceOffset", varianceOffset);
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

    @Override
    public List<Parameter> buffers() {
        return List.of(
                Parameter.vector(
                        "running_mean", Parameter.Role.STATISTIC, meanOffset, features),
                Parameter.vector(
                        "running_var", Parameter.Role.STATISTIC, varianceOffset, features));
    }
}
