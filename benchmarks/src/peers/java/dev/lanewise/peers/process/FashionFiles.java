package dev.lanewise.peers.process;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Idx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The four files of Fashion-MNIST in a folder, compressed as they are distributed or not.
 *
 * @param folder where they are
 */
record FashionFiles(Path folder) {
    /** The property that tells a training program the folder. */
    static final String PROPERTY = "peers.data";

    static final int BATCH = 128;
    static final int EPOCHS = 5;

    private static final List<String> NAMES =
            List.of(
                    "train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte",
                    "t10k-labels-idx1-ubyte");

    /** As the property says. */
    static FashionFiles given() {
        String folder = Objects.requireNonNull(
                System.getProperty(PROPERTY), "property " + PROPERTY + " is not set");
        return new FashionFiles(Path.of(folder));
    }

    /** Names of files that are not there. */
    List<String> missing() {
        List<String> missing = new ArrayList<>(NAMES);
        missing.removeIf(name -> Files.isReadable(file(name)));
        return missing;
    }

    /** The training set in batches of 128. */
    ByteBatches training() throws IOException {
        Idx images = Idx.read(file(NAMES.get(0)), 3);
        return new ByteBatches(images, Idx.read(file(NAMES.get(1)), 1), BATCH);
    }

    /** The test set. */
    Dataset test() throws IOException {
        return Idx.readImages(file(NAMES.get(2)), file(NAMES.get(3)));
    }

    private Path file(String name) {
        Path compressed = folder.resolve(name + ".gz");
        return Files.exists(compressed) ? compressed : folder.resolve(name);
    }
}
