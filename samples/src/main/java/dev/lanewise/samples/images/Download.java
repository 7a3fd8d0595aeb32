package dev.lanewise.samples.images;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.function.LongConsumer;

/**
 * Fetches a file of known checksum over HTTP.
 *
 * <p>The bytes gather in a file beside the target that ends in {@code .part}, which only takes the
 * target's name when its checksum is right. A part left by a broken connection is gone on with.
 *
 * @param source address of the file
 * @param target where it shall stand
 * @param sha256 its checksum in hexadecimal
 */
record Download(URI source, Path target, String sha256) {
    private static final Duration CONNECT = Duration.ofSeconds(15);
    private static final Duration SILENCE = Duration.ofSeconds(30);

    /** Whether the target is there with the right checksum. */
    boolean isDone() throws IOException {
        return Files.isRegularFile(target) && Sha256.of(target).equals(sha256);
    }

    /**
     * Makes sure that the target is there and right; asks the server only if it is not.
     *
     * @param progress told of the bytes that have come so far
     * @throws IOException whose message tells a user what went wrong and what is left
     */
    void run(LongConsumer progress) throws IOException {
        if (isDone()) {
            return;
        }
        Files.createDirectories(target.toAbsolutePath().getParent());
        Path part = part();
        receive(part, progress);
        String found = Sha256.of(part);
        if (!found.equals(sha256)) {
            Files.delete(part);
            throw new IOException(
                    source + ": wrong checksum: expected SHA-256 " + sha256 + ", found " + found
                            + "; what was fetched is removed, try again");
        }
        Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Where the bytes gather. */
    Path part() {
        return target.resolveSibling(target.getFileName() + ".part");
    }

    private void receive(Path part, LongConsumer progress) throws IOException {
        long there = Files.exists(part) ? Files.size(part) : 0;
        HttpURLConnection connection = open(there);
        int status = status(connection);
        if (status == 416 && there > 0) {
            // The part is no beginning of the file, or all of it: not worth telling apart.
            connection.disconnect();
            Files.delete(part);
            receive(part, progress);
            return;
        }
        boolean resumes = status == HttpURLConnection.HTTP_PARTIAL && startsAt(connection, there);
        if (!resumes && status != HttpURLConnection.HTTP_OK) {
            connection.disconnect();
            throw new IOException(source + ": the server answers with HTTP status " + status);
        }
        copy(connection, part, resumes ? there : 0, progress);
    }

    private HttpURLConnection open(long from) throws IOException {
        if (!(source.toURL().openConnection() instanceof HttpURLConnection connection)) {
            throw new IOException(source + ": not an HTTP address");
        }
        connection.setConnectTimeout((int) CONNECT.toMillis());
        connection.setReadTimeout((int) SILENCE.toMillis());
        if (from > 0) {
            connection.setRequestProperty("Range", "bytes=" + from + "-");
        }
        return connection;
    }

    private int status(HttpURLConnection connection) throws IOException {
        try {
            return connection.getResponseCode();
        } catch (IOException e) {
            throw new IOException(
                    "cannot reach " + source.getAuthority() + " (" + e
                            + "); without a network, give"
                            + " the folder of the files with --data",
                    e);
        }
    }

    private static boolean startsAt(HttpURLConnection connection, long from) {
        String range = connection.getHeaderField("Content-Range");
        return range != null && range.startsWith("bytes " + from + "-");
    }

    private void copy(HttpURLConnection connection, Path part, long from, LongConsumer progress)
            throws IOException {
        long expected = connection.getContentLengthLong();
        long received = 0;
        try (InputStream in = connection.getInputStream();
                OutputStream out = append(part, from)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                received += n;
                progress.accept(from + received);
            }
        } catch (IOException e) {
            throw broken(from + received, e);
        }
        if (received < expected) {
            throw broken(from + received, null);
        }
    }

    private static OutputStream append(Path part, long from) throws IOException {
        return from > 0
                ? Files.newOutputStream(part, StandardOpenOption.APPEND)
                : Files.newOutputStream(part);
    }

    private IOException broken(long bytes, IOException cause) {
        String reason = cause == null ? "" : " (" + cause + ")";
        return new IOException(
                source + ": the connection broke after " + bytes + " bytes" + reason
                        + "; try again to go on from there",
                cause);
    }
}
