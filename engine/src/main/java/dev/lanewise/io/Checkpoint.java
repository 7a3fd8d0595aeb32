package dev.lanewise.io;

import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameter;
import dev.lanewise.train.BestSoFar;
import dev.lanewise.train.StepState;
import dev.lanewise.train.TrainingState;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * States of trainings as safetensors files.
 *
 * <p>A checkpoint is a model ({@link Models#load} reads its network) and more: the values of the
 * optimizers, {@code optimizer.0.0.weight} for the first of those that belong to {@code 0.weight},
 * the averaged weights, {@code average.0.weight}, those of the best epoch, {@code best.0.weight},
 * and all else as a JSON text in the metadata.
 */
public final class Checkpoint {
    private static final String OPTIMIZER = "optimizer.";
    private static final String AVERAGE = "average.";
    private static final String BEST = "best.";

    private Checkpoint() {}

    /**
     * Writes a state, in the place of a file that may be there already. Until the new one is on disk
     * as a whole, the old one stays.
     */
    public static void save(TrainingState state, Path file) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        Network network = state.network();
        Models.add(writer, "", network);
        int parameters = network.parameters().length;
        float[] values = state.step().values();
        for (int slot = 0; slot < TrainingText.slots(state.step(), parameters); slot++) {
            ParameterTensors.add(
                    writer, OPTIMIZER + slot + ".", network.namedParameters(), values,
                    slot * parameters);
        }
        state.average().ifPresent(average -> Models.add(writer, AVERAGE, average));
        state.best().flatMap(BestSoFar::network)
                .ifPresent(best -> Models.add(writer, BEST, best));
        writer.write(
                file,
                Stamp.of(
                        writer, NetworkText.of(network), Optional.of(TrainingText.of(state))));
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
            Network network = network(in, "");
            StepState step = step(in, content, network);
            Optional<Network> average =
                    content.hasAverage() ? Optional.of(network(in, AVERAGE)) : Optional.empty();
            Optional<Network> bestNetwork =
                    content.hasBestNetwork() ? Optional.of(network(in, BEST)) : Optional.empty();
            Models.requireOnly(in, new HashSet<>(names(content, network)));
            return new TrainingState(
                    content.epochs(), content.batch(), content.seconds(), content.order(), network,
                    step, content.sums(), content.plateau(), average,
                    content.best().map(
                            b -> new BestSoFar(
                                    b.figure(), b.mark(), b.epochsSinceMark(), bestNetwork)));
        } catch (IllegalArgumentException | ArithmeticException e) {
            // of the state, which checks its values itself, or of more than an array can hold
            throw new SafetensorsFormatException(file, Stamp.TRAINING, e);
        }
    }

    private static Network network(Safetensors in, String prefix) throws IOException {
        Network network = Models.empty(in);
        Models.read(in, prefix, network);
        return network;
    }

    private static StepState step(Safetensors in, TrainingText.Content content, Network network)
            throws IOException {
        List<Parameter> parameters = network.namedParameters();
        for (int slot = 0; slot < content.slots(); slot++) {
            if (parameters.isEmpty()) {
                throw new SafetensorsFormatException(
                        in.file(), "slots of a network without parameters", 0, content.slots());
            }
            for (Parameter parameter : parameters) {
                ParameterTensors.checkExact(
                        in, OPTIMIZER + slot + "." + parameter.name(), parameter);
            }
        }
        int count = network.parameters().length;
        float[] values = new float[Math.multiplyExact(count, content.slots())];
        for (int slot = 0; slot < content.slots(); slot++) {
            for (Parameter parameter : parameters) {
                ParameterTensors.read(
                        in, OPTIMIZER + slot + "." + parameter.name(), parameter, values,
                        slot * count);
            }
        }
        StepState step = content.step();
        return new StepState(
                step.optimizers(), values, step.updates(), step.batches(), step.learningRate());
    }

    /** The tensors that a checkpoint has. */
    private static List<String> names(TrainingText.Content content, Network network) {
        List<String> names = new ArrayList<>(Models.names("", network));
        for (int slot = 0; slot < content.slots(); slot++) {
            for (Parameter parameter : network.namedParameters()) {
                names.add(OPTIMIZER + slot + "." + parameter.name());
            }
        }
        if (content.hasAverage()) {
            names.addAll(Models.names(AVERAGE, network));
        }
        if (content.hasBestNetwork()) {
            names.addAll(Models.names(BEST, network));
        }
        return names;
    }
}
