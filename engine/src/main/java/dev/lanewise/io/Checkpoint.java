package dev.lanewise.io;

import dev.lanewise.nn.Network;
import dev.lanewise.train.BestSoFar;
import dev.lanewise.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * States of trainings by a {@link dev.lanewise.train.Trainer} as safetensors files; {@link
 * Checkpoints} writes them while a training goes on.
 *
 * <p>A checkpoint is a {@link StepCheckpoint} and more: the averaged weights, {@code
 * average.0.weight}, those of the best epoch, {@code best.0.weight}, and all else as a JSON text in
 * the metadata.
 */
public final class Checkpoint {
    private static final String AVERAGE = "average.";
    private static final String BEST = "best.";

    private Checkpoint() {}

    /**
     * Writes a state, in the place of a file that may be there already. Until the new one is on
     * disk as a whole, the old one stays.
     */
    public static void save(TrainingState state, Path file) throws IOException {
        StepCheckpoint step = new StepCheckpoint(state.network(), state.step());
        SafetensorsWriter writer = new SafetensorsWriter();
        step.addTo(writer);
        state.average().ifPresent(average -> Models.add(writer, AVERAGE, average));
        state.best().flatMap(BestSoFar::network)
                .ifPresent(best -> Models.add(writer, BEST, best));
        Map<String, String> descriptions = step.descriptions();
        descriptions.put(Stamp.TRAINING, TrainingText.of(state));
        writer.write(file, Stamp.of(writer, descriptions));
    }

    /**
     * Reads what {@link #save} wrote.
     *
     * @throws SafetensorsFormatException where the file is not a checkpoint, or was damaged
     */
    public static TrainingState load(Path file) throws IOException {
        try (Safetensors in = Safetensors.open(file)) {
            Stamp.check(in);
            TrainingText.Content content =
                    TrainingText.read(file, Stamp.text(in, Stamp.TRAINING));
            StepCheckpoint step = StepCheckpoint.read(in);
            List<String> names = new ArrayList<>(step.names());
            Optional<Network> average = network(in, content.hasAverage(), AVERAGE, names);
            Optional<Network> best = network(in, content.hasBestNetwork(), BEST, names);
            Models.requireOnly(in, names);
            return content.state(step, average, best);
        } catch (IllegalArgumentException e) {
            // of the state, which checks its values itself
            throw new SafetensorsFormatException(file, Stamp.TRAINING, e);
        }
    }

    private static Optional<Network> network(
            Safetensors in, boolean isThere, String prefix, List<String> names)
            throws IOException {
        if (!isThere) {
            return Optional.empty();
        }
        Network network = Models.readNetwork(in, prefix);
        names.addAll(Models.names(prefix, network));
        return Optional.of(network);
    }
}
