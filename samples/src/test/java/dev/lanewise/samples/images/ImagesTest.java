package dev.lanewise.samples.images;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.RandomStream;
import dev.lanewise.samples.ClassComment;
import dev.lanewise.samples.Samples;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** {@link Images} from the command line to its exit code. */
class ImagesTest {
    private static final Dataset SYMBOLS = DrawnSymbols.draw(60, RandomStream.ofSeed(3));

    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void learnsDrawnSymbolsAndDrawsPictures() throws IOException {
        assertEquals(
                0, run("--train-rows", "1200", "--epochs", "4", "--batch", "32"), err::toString);
        assertEquals("", err.toString());
        String text = out.toString();
        double accuracy =
                Double.parseDouble(text.replaceAll("(?s).*right, accuracy (\\S+).*", "$1"));
        assertTrue(accuracy > 0.6, () -> "ten classes, by chance 0.1: " + accuracy);
        assertAll(
                Stream.of("synthetic", "784 × 512", "spiral", "precision", "Confusion matrix")
                        .map(part -> () -> assertTrue(text.contains(part), part)));
        for (String picture : new String[] {"learning-curves.png", "worst-mistakes.png"}) {
            BufferedImage image = ImageIO.read(folder.resolve(picture).toFile());
            assertTrue(image.getWidth() > 900, picture);
        }
    }

    @Test
    @Tag("exhaustive")
    void printsWhatTheClassCommentSays() throws IOException {
        List<String> expected = ClassComment.lines(Images.class, "drawn symbols", "Pictures");
        assertEquals(0, run(), err::toString);
        List<String> output = out.toString().lines().map(String::stripTrailing).toList();
        // behind it are where the pictures are and how long it took
        assertLinesMatch(expected, output.subList(0, expected.size()));
    }

    @Test
    void printsTheSameForTheSameSeedAndNoTimesButInTheLastLine() {
        String[] args = {"--train-rows", "300", "--epochs", "2", "--hidden", "32"};
        run(args);
        String first = untimed(out);
        out.getBuffer().setLength(0);
        run(args);
        assertEquals(first, untimed(out));
        assertFalse(first.contains(" s,"), first);
    }

    @Test
    void drawsTheLossOverTheLearningRateInThePlaceOfATraining() throws IOException {
        assertEquals(0, run("--find-rate", "--train-rows", "600", "--hidden", "16"), err::toString);
        assertTrue(out.toString().contains("The loss fell fastest at "), out.toString());
        assertFalse(out.toString().contains("Test on"), out.toString());
        assertTrue(ImageIO.read(folder.resolve("learning-rates.png").toFile()).getWidth() > 600);
    }

    @Test
    void readsIdxFilesWithAndWithoutGzip() throws IOException {
        writeSet(60, 60);
        gzip("train-images-idx3-ubyte");
        int code =
                run("--data", folder.toString(), "--epochs", "1", "--batch", "10", "--hidden",
                        "16");
        assertEquals(0, code, err::toString);
        assertTrue(out.toString().contains("55 training, 5 validation and 60 test images"));
    }

    @Test
    void takesNamesOfClasses() throws IOException {
        writeSet(60, 60);
        String names = "a,b,c,d,e,f,g,h,i,the-tenth";
        assertEquals(0, run("--data", folder.toString(), "--classes", names, "--batch", "10"));
        assertTrue(out.toString().contains("the-tenth"));
        assertError(1, "label 9, but only 2 classes", "--data", folder.toString(), "--classes",
                "a,b");
    }

    @Test
    void namesWhatIsMissing() throws IOException {
        assertError(1, "nowhere: no such directory", "--data",
                folder.resolve("nowhere").toString());
        writeSet(60, 60);
        Files.delete(folder.resolve("t10k-labels-idx1-ubyte"));
        assertError(
                1,
                "there is neither t10k-labels-idx1-ubyte.gz nor t10k-labels-idx1-ubyte",
                "--data",
                folder.toString());
    }

    @Test
    void refusesASetWithHardlyAnImage() throws IOException {
        writeSet(5, 5);
        assertError(1, "there are 5 training and 5 test images", "--data", folder.toString());
    }

    @Test
    void namesAFileThatIsCutOff() throws IOException {
        writeSet(60, 60);
        Path zipped = gzip("train-images-idx3-ubyte");
        byte[] whole = Files.readAllBytes(zipped);
        Files.write(zipped, Arrays.copyOf(whole, whole.length / 2));
        assertError(1, "train-images-idx3-ubyte.gz: elements: expected 47040 bytes", "--data",
                folder.toString());
    }

    @Test
    void namesLabelsOfAnotherNumberOfImages() throws IOException {
        writeSet(60, 59);
        assertError(
                1, "number of labels: expected 60, as many as images", "--data", folder.toString());
    }

    @Test
    void saysThatTheServerCannotBeReached() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        assertError(
                1,
                "cannot reach localhost:" + unused,
                "--download",
                "fashion-mnist",
                "--mirror",
                "http://localhost:" + unused,
                "--cache",
                folder.toString());
    }

    @Test
    void saysBeforeTheTrainingThatTheOutputIsNoDirectory() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertError(1, "file: is there, and not a directory", "--output", file.toString());
        assertEquals("", out.toString());
    }

    @Test
    void refusesOptionsThatMakeNoSense() {
        assertError(2, "--epochs is 0, expected a positive number", "--epochs", "0");
        assertError(2, "--batch is -1", "--batch", "-1");
        assertError(2, "--batch 5000: there are only 1100 images", "--batch", "5000",
                "--train-rows", "1200");
        assertError(2, "--hidden is 0", "--hidden", "32,0");
        assertError(2, "--dropout is 1.0, expected a number from 0 to below 1", "--dropout", "1");
        assertError(2, "--label-smoothing is -0.1", "--label-smoothing", "-0.1");
        assertError(2, "--threads is 0", "--threads", "0");
        assertError(2, "--hidden: number of parameters", "--hidden", "9999999", "--batch", "9",
                "--train-rows", "20");
        assertError(2, "--train-rows is 3", "--train-rows", "3");
        assertError(2, "'soft'", "--activation", "soft");
        assertError(2, "--help lists the options", "--epoch", "3");
        assertError(2, "mutually exclusive", "--data", "x", "--download", "fashion-mnist");
        assertError(2, "fashion-mnist", "--download", "imagenet");
        assertError(2, "--mirror and --cache go with --download", "--mirror", "http://localhost/");
        assertError(2, "--classes goes with --data or --download", "--classes", "a,b");
        assertError(2, "--mirror is here", "--download", "fashion-mnist", "--mirror", "here");
    }

    @Test
    void saysSoWhereTheTrainingDiverges() {
        assertError(
                1, "try a smaller learning rate", "--activation", "ReLU", "--learning-rate", "900",
                "--train-rows", "600", "--hidden", "32", "--batch", "32", "--epochs", "20");
    }

    private void assertError(int code, String message, String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        assertEquals(code, run(args));
        String text = err.toString();
        assertTrue(text.startsWith("error: ") && text.contains(message), text);
        assertEquals(1, text.lines().count(), text);
    }

    private int run(String... args) {
        CommandLine command = Samples.commandLine();
        command.setOut(new PrintWriter(out, true)).setErr(new PrintWriter(err, true));
        command.setOverwrittenOptionsAllowed(true);
        return command.execute(
                Stream.concat(Stream.of("02", "--output", folder.toString()), Stream.of(args))
                        .toArray(String[]::new));
    }

    private static String untimed(StringWriter text) {
        return text.toString().replaceAll("(?m)^Time: .*\\R\\z", "");
    }

    /** Writes one synthetic set as training and test part, with so many images and labels. */
    private void writeSet(int images, int labels) throws IOException {
        int size = images * DrawnSymbols.SIDE * DrawnSymbols.SIDE;
        byte[] pixels = Arrays.copyOf(bytes(SYMBOLS.features(), 255), size);
        byte[] classes = Arrays.copyOf(bytes(SYMBOLS.targets(), 1), labels);
        for (String part : new String[] {"train", "t10k"}) {
            writeIdx(part + "-images-idx3-ubyte", pixels, images, DrawnSymbols.SIDE,
                    DrawnSymbols.SIDE);
            writeIdx(part + "-labels-idx1-ubyte", classes, labels);
        }
    }

    private static byte[] bytes(float[] values, int factor) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) Math.round(values[i] * factor);
        }
        return bytes;
    }

    private void writeIdx(String name, byte[] bytes, int... shape) throws IOException {
        ByteArrayOutputStream buffer = new ByteArrayOutputStream();
        DataOutputStream data = new DataOutputStream(buffer);
        data.writeInt(0x800 | shape.length);
        for (int size : shape) {
            data.writeInt(size);
        }
        data.write(bytes);
        Files.write(folder.resolve(name), buffer.toByteArray());
    }

    private Path gzip(String name) throws IOException {
        Path zipped = folder.resolve(name + ".gz");
        try (OutputStream file = new GZIPOutputStream(Files.newOutputStream(zipped))) {
            Files.copy(folder.resolve(name), file);
        }
        Files.delete(folder.resolve(name));
        return zipped;
    }
}
