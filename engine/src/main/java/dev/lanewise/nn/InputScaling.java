package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import java.util.List;

/**
 * Shifts and scales features by fixed figures: y = (x − mean)·(1/deviation). The first layer of a
 * network that is to be fed, and saved, with features as they come; backward, dX = dY/deviation.
 *
 * <p>Mean and deviation lie in the network's buffers, and are not learned.
 *
 * @param features columns of X and Y
 * @param meanOffset where the means start
 * @param deviationOffset where the deviations start
 */
public record InputScaling(int features, int meanOffset, int deviationOffset) implements Layer {
    /** Checks size and offsets. */
    public InputScaling {
        Checks.require(features > 0, "features", features, "at least 1");
        Checks.size("meanOffset", meanOffset);
        Checks.size("deviationOffset", deviationOffset);
    }

    @Override
    public int inputs() {
        return features;
    }

    @Override
    public int outputs() {
        return features;
    }

    /** 1/deviation, as the figures are now. */
    void inverses(float[] inverse, float[] buffers) {
        for (int c = 0; c < features; c++) {
            inverse[c] = 1 / buffers[deviationOffset + c];
        }
    }

    /** y of one x. */
    float scaled(float x, int column, float[] buffers) {
        return (x - buffers[meanOffset + column]) * (1 / buffers[deviationOffset + column]);
    }

    @Override
    public List<Parameter> buffers() {
        return List.of(
                Parameter.vector("mean", Parameter.Role.STATISTIC, meanOffset, features),
                Parameter.vector(
                        "deviation", Parameter.Role.STATISTIC, deviationOffset, features));
    }
}
