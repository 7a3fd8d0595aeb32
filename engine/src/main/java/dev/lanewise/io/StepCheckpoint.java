package dev.lanewise.io;

import dev.lanewise.internal.Checks;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameter;
import dev.lanewise.train.StepState;
import dev.lanewise.train.TrainingStep;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A network and the state of the {@link TrainingStep} that trains it, for programs with a loop of
 * their own: to be saved between two batches, and to be taken up again in another process.
 *
 * {@snippet :
 * new StepCheckpoint(network, step.state()).save(file);
 * // ... later
 * StepCheckpoint saved = StepCheckpoint.load(file);
 * Network network = saved.network();
 * TrainingStep step = new TrainingStep(network, loss, optimizer, maxRows);
 * step.restore(saved.step());
 * }
 *
 * <p>The file is a model ({@link Models#load} reads its network) with the values of the optimizers
 * besides: {@code optimizer.0.0.weight} has the first of those that belong to {@code 0.weight}.
 *
 * @param network itself, not a copy
 * @param step what {@link TrainingStep#state} gave
 */
public record StepCheckpoint(Network network, StepState step) {
    private static final String OPTIMIZER = "optimizer.";

    /** Checks that both are given. */
    public StepCheckpoint {
        Objects.requireNonNull(network, "network");
        Objects.requireNonNull(step, "step");
    }

    /**
     * Writes both, in the place of a file that may be there already. Until the new one is on disk
     * as a whole, the old one stays.
     */
    public void save(Path file) throws IOException {
        SafetensorsWriter writer = new SafetensorsWriter();
        addTo(writer);
        writer.write(file, Stamp.of(writer, descriptions()));
    }

    /** Adds all arrays. */
    void addTo(SafetensorsWriter writer) {
        Models.add(writer, "", network);
        int count = network.parameters().length;
        for (int slot = 0; slot < StepText.slots(step, count); slot++) {
            ParameterTensors.add(
                    writer, prefix(slot), network.namedParameters(), step.values(), slot * count);
        }
    }

    /** What is not in arrays. */
    Map<String, String> descriptions() {
        Map<String, String> descriptions = new LinkedHashMap<>();
        descriptions.put(Stamp.NETWORK, NetworkText.of(network));
        descriptions.put(Stamp.STEP, StepText.of(step, network.parameters().length));
        return descriptions;
    }

    /**
     * Reads what {@link #save} wrote, or the part of a {@link Checkpoint} that this is.
     *
     * @throws SafetensorsFormatException where the file is neither, or was damaged
     */
    public static StepCheckpoint load(Path file) throws IOException {
        try (Safetensors in = Safetensors.open(file)) {
            Stamp.check(in);
            StepCheckpoint checkpoint = read(in);
            if (!in.metadata().containsKey(Stamp.TRAINING)) {
                Models.requireOnly(in, checkpoint.names());
            }
            return checkpoint;
        }
    }

    /** Reads both from a file that was checked. */
    static StepCheckpoint read(Safetensors in) throws IOException {
        StepText text = StepText.read(in.file(), Stamp.text(in, Stamp.STEP));
        Network network = Models.readNetwork(in, "");
        List<Parameter> parameters = network.namedParameters();
        int count = network.parameters().length;
        int slots = count == 0 ? 0 : text.slots();
        if ((long) slots * count > Checks.LARGEST_ARRAY) {
            throw new SafetensorsFormatException(
                    in.file(), Stamp.STEP, "at most " + Checks.LARGEST_ARRAY / count + " slots",
                    slots);
        }
        for (int slot = 0; slot < slots; slot++) {
            for (Parameter parameter : parameters) {
                ParameterTensors.checkExact(in, prefix(slot) + parameter.name(), parameter);
            }
        }
        float[] values = new float[slots * count];
        for (int slot = 0; slot < slots; slot++) {
            for (Parameter parameter : parameters) {
                String name = prefix(slot) + parameter.name();
                ParameterTensors.read(in, name, parameter, values, slot * count);
            }
        }
        StepState step = text.state();
        return new StepCheckpoint(
                network,
                new StepState(
                        step.optimizers(), values, step.updates(), step.batches(),
                        step.learningRate()));
    }

    /** Of the tensors. */
    List<String> names() {
        List<String> names = new ArrayList<>(Models.names("", network));
        for (int slot = 0; slot < StepText.slots(step, network.parameters().length); slot++) {
            for (Parameter parameter : network.namedParameters()) {
                names.add(prefix(slot) + parameter.name());
            }
        }
        return names;
    }

    private static String prefix(int slot) {
        return OPTIMIZER + slot + ".";
    }
}
