package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import java.util.List;

/**
 * ReLU with a learned slope for each column: y = x for x &gt; 0, a·x otherwise (He, Zhang, Ren and
 * Sun, "Delving deep into rectifiers", 2015); PyTorch's {@code PReLU} with as many slopes as
 * columns, where its default is one for all of them.
 *
 * <p>Backward: dx = dy for x &gt; 0, a·dy otherwise; da = Σ over rows of dy·x where x ≤ 0. Slopes
 * start at 0.25.
 *
 * @param features columns of X and Y
 * @param slopeOffset where the slopes start
 */
public record Prelu(int features, int slopeOffset) implements Layer {
    /** Checks size and offset. */
    public Prelu {
        Checks.require(features > 0, "features", features, "at least 1");
        Checks.size("slopeOffset", slopeOffset);
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
        return List.of(
                Parameter.vector("weight", Parameter.Role.SLOPE, slopeOffset, features));
    }
}
