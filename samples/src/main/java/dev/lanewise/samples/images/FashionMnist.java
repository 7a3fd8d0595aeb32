package dev.lanewise.samples.images;

import dev.lanewise.samples.common.ProgressLine;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * What is known of Fashion-MNIST, 70,000 photographs of clothes (Xiao, Rasul and Vollgraf,
 * "Fashion-MNIST: a novel image dataset for benchmarking machine learning algorithms", 2017).
 */
final class FashionMnist {
    /** Where the data set's own page sends those who want it. */
    static final URI ADDRESS =
            URI.create("http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");

    /** The classes as that page names them, from 0 to 9. */
    static final List<String> CLASSES =
            List.of(
                    "T-shirt/top",
                    "Trouser",
                    "Pullover",
                    "Dress",
                    "Coat",
                    "Sandal",
                    "Shirt",
                    "Sneaker",
                    "Bag",
                    "Ankle boot");

    private static final String TEST_LABELS = "t10k-labels-idx1-ubyte.gz";

    /** SHA-256 of files whose MD5 is the published one. */
    private static final Map<String, String> SHA256 =
            Map.of(
                    "train-images-idx3-ubyte.gz",
                    "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
                    "train-labels-idx1-ubyte.gz",
                    "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
                    "t10k-images-idx3-ubyte.gz",
                    "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
                    TEST_LABELS,
                    "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5");

    private FashionMnist() {}

    /** Whether the labels in a folder are those of Fashion-MNIST, as its checksum tells. */
    static boolean isIn(Path folder) throws IOException {
        Path labels = folder.resolve(TEST_LABELS);
        return Files.isRegularFile(labels) && Sha256.of(labels).equals(SHA256.get(TEST_LABELS));
    }

    /** Fetches those of the four files that are not in the folder yet. */
    static void download(URI address, Path folder, PrintWriter out) throws IOException {
        for (String name : SHA256.keySet().stream().sorted().toList()) {
            Download file =
                    new Download(address.resolve(name), folder.resolve(name), SHA256.get(name));
            if (file.isDone()) {
                continue;
            }
            try (ProgressLine line = new ProgressLine(name, -1, "KiB", 1024, out)) {
                line.println("fetching " + file.source());
                file.run(line::stepTo);
            }
        }
    }
}
