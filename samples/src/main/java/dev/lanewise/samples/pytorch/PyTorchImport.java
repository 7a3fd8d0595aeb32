package dev.lanewise.samples.pytorch;

import dev.lanewise.data.Dataset;
import dev.lanewise.io.Models;
import dev.lanewise.io.Safetensors;
import dev.lanewise.io.TensorInfo;
import dev.lanewise.kernel.Activation;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.nn.NetworkBuilder;
import dev.lanewise.optim.Adam;
import dev.lanewise.samples.common.OptionChecks;
import dev.lanewise.samples.common.UserError;
import dev.lanewise.train.Evaluation;
import dev.lanewise.train.Trainer;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/**
 * Sample 06: what PyTorch has learned, trained on in the JVM.
 *
 * <p>What it shows: {@code Models.importInto} takes the weights of {@code torch.nn.Linear} modules
 * from a safetensors file as they are; all that it wants is which of its names is which of theirs.
 * The file is made up here, with PyTorch's names and layout, by a network that has learned one law
 * from many rows. Imported, it learns a similar law from few rows, and beats one that begins anew.
 *
 * <p>Run it: {@code mvn -q -Psample -Dsample=06}. With a file of your own, which in Python is made by
 * {@code safetensors.torch.save_file(module.state_dict(), "model.safetensors")}:
 * {@code -Dargs="--file model.safetensors --map 0=net.0,1=net.2"}. The rows are made up in any case;
 * put yours into their place. What you should see:
 *
 * <pre>
 * from-pytorch.safetensors:
 *   net.0.weight         F32 [32, 2]
 *   net.0.bias           F32 [32]
 *   net.2.weight         F32 [1, 32]
 *   net.2.bias           F32 [1]
 *
 * Imported:
 * #      layer                in × out  settings                    parameters
 * 1      dense                  2 × 32  Relu                                96
 * 2      dense                  32 × 1  Identity                            33
 *                                       all                                129
 *
 * Mean squared error on 2,048 rows of the new law:
 *   imported, as it is            0.02695
 *   imported, and trained on      0.00256
 *   the same, begun anew          0.03448
 *
 * Saved as trained-on.safetensors, in PyTorch's layout again.
 * </pre>
 */
@Command(
        name = "06",
        description = "Takes a safetensors file of PyTorch's weights in, and trains on.")
public final class PyTorchImport implements Callable<Integer> {
    private static final int HIDDEN = 32;
    private static final int MANY = 2048;
    private static final int FEW = 64;

    /** By how much the second law differs from the first. */
    private static final double SHIFT = 0.4;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "A safetensors file of Linear modules with ReLU between them"
                    + " (default: one made up, in target/sample-06).")
    private Path file;

    @Option(
            names = "--map",
            paramLabel = "OURS=THEIRS",
            split = ",",
            description = "Which module of the file each layer is, from 0 on, as in"
                    + " 0=net.0,1=net.2; goes with --file.")
    private Map<Integer, String> map = new TreeMap<>();

    @Option(
            names = "--epochs",
            paramLabel = "N",
            defaultValue = "40",
            description = "Passes over the few rows (default: ${DEFAULT-VALUE}).")
    private int epochs;

    @Spec
    private CommandSpec spec;

    private PrintWriter out;

    /** Imports, trains on, compares, saves. */
    @Override
    public Integer call() throws IOException {
        OptionChecks.positive(spec, "--epochs", epochs);
        out = spec.commandLine().getOut();
        PyTorchFile source = file == null ? madeUp() : new PyTorchFile(file, modules());
        print("%s:%n", source.path().getFileName());
        list(source.path());
        Network imported = source.read();
        print("%nImported:%n%s%n", imported.summary());
        trainOn(imported);
        if (file == null) {
            Path ours = source.path().resolveSibling("trained-on.safetensors");
            Models.save(imported, ours);
            print("%nSaved as %s, in PyTorch's layout again.%n", ours.getFileName());
        }
        return 0;
    }

    private List<String> modules() {
        if (map.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--file goes with --map, such as 0=net.0,1=net.2");
        }
        List<String> modules = new ArrayList<>();
        for (int layer = 0; layer < map.size(); layer++) {
            String theirs = map.get(layer);
            if (theirs == null) {
                throw new ParameterException(
                        spec.commandLine(),
                        "--map has layers " + map.keySet() + ", expected all from 0 to "
                                + (map.size() - 1));
            }
            modules.add(theirs);
        }
        return modules;
    }

    /** The file that PyTorch would have left of nn.Sequential(Linear, ReLU, Linear) as net. */
    private PyTorchFile madeUp() throws IOException {
        if (!map.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "--map goes with --file");
        }
        Path folder = Files.createDirectories(Path.of("target", "sample-06"));
        Network network = Network.inputs(2).dense(HIDDEN, Activation.RELU).dense(1).build(1);
        train(network, rows(network, MANY, 0, 1), 40);
        PyTorchFile made =
                new PyTorchFile(
                        folder.resolve("from-pytorch.safetensors"), List.of("net.0", "net.2"));
        made.write(network);
        return made;
    }

    private void list(Path path) throws IOException {
        try (Safetensors in = Safetensors.open(path)) {
            for (TensorInfo tensor : in.tensors().values()) {
                print("  %-20s %s %s%n", tensor.name(), tensor.type(), tensor.shape());
            }
        }
    }

    private void trainOn(Network imported) {
        Dataset few = rows(imported, FEW, SHIFT, 2);
        Dataset test = rows(imported, MANY, SHIFT, 3);
        print("Mean squared error on %,d rows of the new law:%n", MANY);
        print("  imported, as it is            %.5f%n", error(imported, test));
        train(imported, few, epochs);
        print("  imported, and trained on      %.5f%n", error(imported, test));
        Network anew = untrainedLike(imported);
        train(anew, few, epochs);
        print("  the same, begun anew          %.5f%n", error(anew, test));
    }

    private static Network untrainedLike(Network network) {
        NetworkBuilder layers = Network.inputs(network.inputs());
        network.layers().stream()
                .limit(network.layers().size() - 1L)
                .forEach(layer -> layers.dense(layer.outputs(), Activation.RELU));
        return layers.dense(network.outputs()).build(1);
    }

    private static void train(Network network, Dataset rows, int epochs) {
        try {
            Trainer.of(network, new MeanSquaredError(), Adam.of(0.005))
                    .withEpochs(epochs)
                    .withBatchSize(16)
                    .fit(rows);
        } catch (ArithmeticException e) {
            throw new UserError(e.getMessage(), e);
        }
    }

    private static double error(Network network, Dataset rows) {
        return Evaluation.of(network, new MeanSquaredError(), rows).loss();
    }

    /** Made-up rows for a network of any size: output o is last·sin(3·first + shift + o). */
    private static Dataset rows(Network network, int count, double shift, long seed) {
        int inputs = network.inputs();
        int outputs = network.outputs();
        float[] x = new float[count * inputs];
        float[] y = new float[count * outputs];
        for (int row = 0; row < count; row++) {
            RandomStream random = RandomStream.ofSeed(seed).stream(row);
            for (int i = 0; i < inputs; i++) {
                x[row * inputs + i] = (float) (2 * random.uniform(i) - 1);
            }
            double first = x[row * inputs];
            double last = x[(row + 1) * inputs - 1];
            for (int o = 0; o < outputs; o++) {
                y[row * outputs + o] = (float) (last * StrictMath.sin(3 * first + shift + o));
            }
        }
        return Dataset.of(x, inputs, y, outputs);
    }

    private void print(String format, Object... values) {
        out.printf(Locale.ROOT, format, values);
        out.flush();
    }
}
