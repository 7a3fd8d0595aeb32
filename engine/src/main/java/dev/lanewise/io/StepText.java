package dev.lanewise.io;

import dev.lanewise.train.StepState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A {@link StepState} but for its array as a JSON object.
 *
 * @param slots values of the optimizers for each parameter
 * @param state without them
 */
record StepText(int slots, StepState state) {
    static String of(StepState state, int parameters) {
        JsonWriter json = new JsonWriter();
        json.beginObject().name("optimizers").beginArray();
        state.optimizers().forEach(json::value);
        json.endArray().name("slots").value(slots(state, parameters));
        json.name("updates").value(state.updates()).name("batches").value(state.batches());
        return json.name("learning_rate").value(state.learningRate()).endObject().toString();
    }

    static int slots(StepState state, int parameters) {
        return parameters == 0 ? 0 : state.values().length / parameters;
    }

    /** Reads what {@link #of} wrote. */
    static StepText read(Path file, String text) throws SafetensorsFormatException {
        try {
            return read(new JsonReader(file, Stamp.STEP, text));
        } catch (IllegalArgumentException e) {
            // of the state, which checks its values itself
            throw new SafetensorsFormatException(file, Stamp.STEP, e);
        }
    }

    private static StepText read(JsonReader json) throws SafetensorsFormatException {
        List<String> optimizers = new ArrayList<>();
        json.beginObject();
        json.name("optimizers");
        json.beginArray();
        while (json.nextElement()) {
            optimizers.add(json.string());
        }
        json.name("slots");
        int slots = json.integer(0);
        json.name("updates");
        long updates = json.integer(0, Long.MAX_VALUE);
        json.name("batches");
        long batches = json.integer(0, Long.MAX_VALUE);
        json.name("learning_rate");
        double learningRate = json.decimal();
        json.endObject();
        json.end();
        return new StepText(
                slots, new StepState(optimizers, new float[0], updates, batches, learningRate));
    }
}
