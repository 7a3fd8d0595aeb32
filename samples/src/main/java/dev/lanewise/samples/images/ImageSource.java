package dev.lanewise.samples.images;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Options that say where the images come from. */
final class ImageSource {
    private static final int SYNTHETIC_ROWS = 12_000;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @ArgGroup(exclusive = true)
    private Origin origin;

    @Option(
            names = "--mirror",
            paramLabel = "URL",
            description = "Another address that --download fetches the files from.")
    private URI mirror;

    @Option(
            names = "--cache",
            paramLabel = "DIR",
            description = "Where --download keeps them, instead of the user's cache directory.")
    private Path cache;

    @Option(
            names = "--classes",
            split = ",",
            paramLabel = "NAME",
            description = "Names of the classes in --data, from label 0 on.")
    private List<String> classes = List.of();

    @Option(
            names = "--train-rows",
            paramLabel = "N",
            description = "Uses only the first N training images, for a quick try.")
    private Integer trainRows;

    /** Where from: one of them, or the drawn symbols. */
    private static final class Origin {
        @Option(
                names = "--data",
                paramLabel = "DIR",
                description = "A folder with the four IDX files train-images-idx3-ubyte,"
                        + " train-labels-idx1-ubyte, t10k-images-idx3-ubyte and"
                        + " t10k-labels-idx1-ubyte, each also with .gz.")
        private Path folder;

        @Option(
                names = "--download",
                paramLabel = "NAME",
                description = "Fetches a set by name and keeps it: ${COMPLETION-CANDIDATES}.")
        private Downloadable set;
    }

    /** Sets whose address and checksums are known here. */
    private enum Downloadable {
        FASHION_MNIST;

        @Override
        public String toString() {
            return "fashion-mnist";
        }
    }

    /** Refuses what makes no sense, before anything is loaded. */
    void check() {
        boolean downloads = origin != null && origin.folder == null;
        if (!downloads && (mirror != null || cache != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--mirror and --cache go with --download");
        }
        if (origin == null && classes != null && !classes.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--classes goes with --data or --download");
        }
        if (mirror != null
                && !Set.of("http", "https").contains(String.valueOf(mirror.getScheme()))) {
            throw new ParameterException(
                    spec.commandLine(), "--mirror is " + mirror + ", expected an HTTP address");
        }
        if (trainRows != null && trainRows < ImageSet.LEAST_ROWS) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--train-rows is " + trainRows + ", expected at least " + ImageSet.LEAST_ROWS
                            + ", as some are held out");
        }
    }

    /** The images; fetched, if need be, with a word to {@code out}. */
    ImageSet load(long seed, PrintWriter out) throws IOException {
        if (origin == null) {
            return ImageSet.synthetic(trainRows == null ? SYNTHETIC_ROWS : trainRows, seed);
        }
        ImageSet all = IdxFolder.read(folder(out), classes);
        return trainRows == null ? all : all.withTrainingRows(trainRows);
    }

    private Path folder(PrintWriter out) throws IOException {
        if (origin.folder != null) {
            return origin.folder;
        }
        Path folder = (cache == null ? CacheFolder.ofUser() : cache).resolve(origin.set.toString());
        FashionMnist.download(address(), folder, out);
        return folder;
    }

    /** Ends in a slash, so that file names are added to its path. */
    private URI address() {
        if (mirror == null) {
            return FashionMnist.ADDRESS;
        }
        return URI.create(mirror + (mirror.toString().endsWith("/") ? "" : "/"));
    }
}
