package dev.lanewise.io;

import dev.lanewise.kernel.Activation;
import dev.lanewise.metric.RegressionSums;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.ReduceOnPlateau;
import dev.lanewise.train.BestSoFar;
import dev.lanewise.train.Epoch;
import dev.lanewise.train.EpochSums;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Metric;
import dev.lanewise.train.StepState;
import dev.lanewise.train.TrainingState;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Right files, and right input for what {@link FuzzFiles} makes of it: where fuzzing begins. */
final class FuzzSeeds {
    private static final String STEP_AND_TRAINING_TENSORS = "\16"; // two slots, average and best

    /** Of {@link #network}. */
    private static final int VALUES = 14;

    private FuzzSeeds() {}

    /** Small, with weights, vectors and buffers. */
    static Network network() {
        return Network.inputs(2).dense(2, Activation.LEAKY_RELU).batchNorm().build(42);
    }

    /** A moment of a training with all that a checkpoint can have. */
    private static TrainingState state(Network network) {
        Evaluation evaluation =
                new Evaluation(0.5, Map.of(Metric.ACCURACY, 0.75, Metric.LOG_LOSS, Double.NaN));
        RegressionSums.State errors =
                new RegressionSums.State(
                        3, 0.5, 0.25, List.of(1.0, -0.0), List.of(2.0, 1e-300), List.of(4.0, 1e9));
        float[] optimizer = new float[2 * network.parameters().length];
        return new TrainingState(
                List.of(new Epoch(1, evaluation, Optional.of(evaluation), 0.1, 0.01, true)),
                2, 0.25, new TrainingState.Order(-7, 16, 5, 2), network,
                new StepState(List.of("Adam[beta1=0.9]"), optimizer, 6, 12, 0.01),
                new EpochSums(32, 1.5, 32, 20, 0, errors),
                Optional.of(new ReduceOnPlateau.State(0.1, 0.5, 1, 0)),
                Optional.of(network.copy()),
                Optional.of(new BestSoFar(0.5, Double.POSITIVE_INFINITY, 1,
                        Optional.of(network.copy()))));
    }

    /** Writes a file. */
    @FunctionalInterface
    private interface Saving {
        void to(Path file) throws IOException;
    }

    private static byte[] bytes(Saving saving) throws IOException {
        Path folder = Files.createTempDirectory("seeds");
        Path file = folder.resolve("seed");
        try {
            saving.to(file);
            return Files.readAllBytes(file);
        } finally {
            Files.deleteIfExists(file);
            Files.delete(folder);
        }
    }

    /** Safetensors files: tensors, a model, a step, a training. */
    static Stream<byte[]> safetensors() throws IOException {
        Network network = network();
        TrainingState state = state(network);
        return Stream.of(
                bytes(file -> Safetensors.write(
                        file, Map.of("a", "b"),
                        List.of(new Tensor("x", List.of(2, 1), new float[] {1, 2})))),
                bytes(file -> Models.save(network, file)),
                bytes(file -> new StepCheckpoint(network, state.step()).save(file)),
                bytes(file -> Checkpoint.save(state, file)));
    }

    /** For {@link FuzzFiles#safetensors}. */
    static Stream<byte[]> headers() throws IOException {
        byte[] model = bytes(file -> Models.save(network(), file));
        int length = ByteBuffer.wrap(model).order(ByteOrder.LITTLE_ENDIAN).getInt();
        String header = new String(model, Long.BYTES, length, StandardCharsets.US_ASCII);
        // the last of the tensors that an import reads is of whole numbers
        int type = header.lastIndexOf("F32");
        return Stream.of(
                (char) (Float.BYTES * VALUES) + header.substring(0, type) + "I"
                        + header.substring(type + 1),
                "\0{}",
                "\14{\"x\":{\"dtype\":\"F32\",\"shape\":[2,1],\"data_offsets\":[4,12]},\"h\":"
                        + "{\"dtype\":\"F16\",\"shape\":[],\"data_offsets\":[2,4]},\"b\":"
                        + "{\"dtype\":\"BOOL\",\"shape\":[1,2],\"data_offsets\":[0,2]}}",
                "\20{\"__metadata__\":{\"format\":\"pt\"},\"d\":"
                        + "{\"data_offsets\":[0,16],\"shape\":[2],\"dtype\":\"F64\"}}")
                .map(FuzzedText::bytes);
    }

    /** For {@link FuzzFiles#checkpoint}. */
    static Stream<byte[]> checkpoints() {
        String step = StepText.of(state(network()).step(), network().parameters().length);
        String training = TrainingText.of(state(network()));
        return Stream.concat(
                Networks.all().stream().map(network -> "\0" + NetworkText.of(network)),
                Stream.of(
                        "\2" + NetworkText.of(network()) + "\0" + step,
                        STEP_AND_TRAINING_TENSORS + NetworkText.of(network()) + "\0" + step + "\0"
                                + training))
                .map(FuzzedText::bytes);
    }

    /** Texts for {@link FuzzedText}. */
    static Stream<byte[]> json() {
        return Stream.of(
                "[1,-0.5e+3,\"a\\\"\\u00e9\\ud834\\udd1e\\n\",true,{\"a\":{},\"b\":[]}]",
                NetworkText.of(Networks.all().getLast()),
                TrainingText.of(state(network())))
                .map(FuzzedText::bytes);
    }

    /** For {@link FuzzFiles#npy}. */
    static Stream<byte[]> numpyHeaders() {
        return Stream.of(
                NumpyFiles.header("<f4", false, "(2, 1)") + "\0" + "abcdefgh",
                NumpyFiles.header("<f8", true, "(1,)") + "\0" + "\0\0\0\0\0\0\0?",
                NumpyFiles.header("|b1", true, "(2, 2)") + "\0" + "abcd",
                NumpyFiles.header("<f2", true, "()") + "\0" + "ab")
                .map(FuzzedText::bytes);
    }

    /** Arrays and archives. */
    static Stream<byte[]> numpy() throws IOException {
        NumpyArray x = NumpyArray.of(new float[] {1, -2, 3, 4, 5, 6}, 2, 3);
        NumpyArray y = NumpyArray.of(new float[] {7});
        return Stream.of(
                bytes(x::write),
                bytes(y::write),
                bytes(file -> NumpyArchive.write(file, Map.of("x", x))),
                bytes(file -> NumpyArchive.writeCompressed(file, Map.of("x", x, "y", y))));
    }
}
