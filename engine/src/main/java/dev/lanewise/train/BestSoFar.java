package dev.lanewise.train;

import dev.lanewise.internal.Checks;
import dev.lanewise.nn.Network;
import java.util.Objects;
import java.util.Optional;

/**
 * What a training that looks for its best epoch knows of the epochs so far ({@link
 * Trainer#withBestWeights}, {@link Trainer#withEarlyStopping}).
 *
 * @param figure the least one; infinite where there was none. Of figures that are to become large,
 *     the negatives are compared
 * @param mark that of the last epoch that was better by as much as counts
 * @param epochsSinceMark how many were not better since
 * @param network as it was after the best epoch
 */
public record BestSoFar(
        double figure, double mark, int epochsSinceMark, Optional<Network> network) {
    /** Checks the count. */
    public BestSoFar {
        Checks.size("epochsSinceMark", epochsSinceMark);
        Objects.requireNonNull(network, "network");
    }
}
