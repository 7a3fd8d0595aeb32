package dev.lanewise.io;

import dev.lanewise.kernel.Activation;
import java.nio.file.Path;

/** Activations as JSON objects: {@code {"kind":"leaky_relu","slope":0.01}}. */
final class ActivationText {
    private ActivationText() {}

    static void write(JsonWriter json, Activation activation) {
        json.beginObject().name("kind").value(kind(activation));
        switch (activation) {
            case Activation.LeakyRelu(float slope) -> json.name("slope").value(slope);
            case Activation.Elu(float alpha) -> json.name("alpha").value(alpha);
            case Activation.Celu(float alpha) -> json.name("alpha").value(alpha);
            default -> {
                // no settings
            }
        }
        json.endObject();
    }

    private static String kind(Activation activation) {
        return switch (activation) {
            case Activation.Identity _ -> "identity";
            case Activation.Relu _ -> "relu";
            case Activation.LeakyRelu _ -> "leaky_relu";
            case Activation.Relu6 _ -> "relu6";
            case Activation.Elu _ -> "elu";
            case Activation.Selu _ -> "selu";
            case Activation.Celu _ -> "celu";
            case Activation.Sigmoid _ -> "sigmoid";
            case Activation.Tanh _ -> "tanh";
            case Activation.Softsign _ -> "softsign";
            case Activation.HardSigmoid _ -> "hard_sigmoid";
            case Activation.HardSwish _ -> "hard_swish";
            case Activation.Gelu _ -> "gelu";
            case Activation.GeluTanh _ -> "gelu_tanh";
            case Activation.Silu _ -> "silu";
            case Activation.Mish _ -> "mish";
            case Activation.Softplus _ -> "softplus";
            case Activation.LogSigmoid _ -> "log_sigmoid";
        };
    }

    static Activation read(Path file, JsonReader json) throws SafetensorsFormatException {
        json.beginObject();
        json.name("kind");
        String kind = json.string();
        Activation activation = switch (kind) {
            case "identity" -> Activation.IDENTITY;
            case "relu" -> Activation.RELU;
            case "leaky_relu" -> new Activation.LeakyRelu(setting(json, "slope"));
            case "relu6" -> Activation.RELU6;
            case "elu" -> new Activation.Elu(setting(json, "alpha"));
            case "selu" -> Activation.SELU;
            case "celu" -> new Activation.Celu(setting(json, "alpha"));
            case "sigmoid" -> Activation.SIGMOID;
            case "tanh" -> Activation.TANH;
            case "softsign" -> Activation.SOFTSIGN;
            case "hard_sigmoid" -> Activation.HARD_SIGMOID;
            case "hard_swish" -> Activation.HARD_SWISH;
            case "gelu" -> Activation.GELU;
            case "gelu_tanh" -> Activation.GELU_TANH;
            case "silu" -> Activation.SILU;
            case "mish" -> Activation.MISH;
            case "softplus" -> Activation.SOFTPLUS;
            case "log_sigmoid" -> Activation.LOG_SIGMOID;
            default -> throw new SafetensorsFormatException(
                    file, "kind of an activation", "one that this version has",
                    JsonReader.quoted(kind));
        };
        json.endObject();
        return activation;
    }

    private static float setting(JsonReader json, String name) throws SafetensorsFormatException {
        json.name(name);
        return json.single();
    }
}
