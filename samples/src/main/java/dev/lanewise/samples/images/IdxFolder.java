package dev.lanewise.samples.images;

import dev.lanewise.data.Dataset;
import dev.lanewise.data.Idx;
import dev.lanewise.samples.common.UserError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/** The four files of MNIST and of the sets that took over its form, with or without {@code .gz}. */
final class IdxFolder {
    private IdxFolder() {}

    /**
     * Reads them.
     *
     * @param classes names of the classes; where empty, Fashion-MNIST is recognised, and the
     *     classes of other sets are called 0 to 9
     */
    static ImageSet read(Path folder, List<String> classes) throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new UserError(folder + ": no such directory");
        }
        boolean fashion = FashionMnist.isIn(folder);
        List<String> known = fashion ? FashionMnist.CLASSES : digits();
        return new ImageSet(
                fashion ? "Fashion-MNIST" : folder.toString(),
                classes.isEmpty() ? known : classes,
                part(folder, "train"),
                part(folder, "t10k"));
    }

    private static Dataset part(Path folder, String prefix) throws IOException {
        return Idx.readImages(
                file(folder, prefix + "-images-idx3-ubyte"),
                file(folder, prefix + "-labels-idx1-ubyte"));
    }

    private static Path file(Path folder, String name) {
        Path zipped = folder.resolve(name + ".gz");
        Path plain = folder.resolve(name);
        if (!Files.exists(zipped) && !Files.exists(plain)) {
            throw new UserError(folder + ": there is neither " + name + ".gz nor " + name);
        }
        return Files.exists(zipped) ? zipped : plain;
    }

    private static List<String> digits() {
        return IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    }
}
