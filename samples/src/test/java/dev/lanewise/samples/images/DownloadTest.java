package dev.lanewise.samples.images;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@link Download} against a server in this process. */
class DownloadTest {
    private static final int SIZE = 200_000;

    @TempDir
    private Path folder;
    private final byte[] content = new byte[SIZE];
    private final List<String> ranges = new ArrayList<>();
    private HttpServer server;
    private Download download;

    @BeforeEach
    void startServer() throws IOException {
        new Random(1).nextBytes(content);
        Path whole = Files.write(folder.resolve("whole"), content);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.start();
        download =
                new Download(
                        address(server.getAddress().getPort()),
                        folder.resolve("cache").resolve("file"),
                        Sha256.of(whole));
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void fetchesAFileIntoANewFolder() throws IOException {
        serve(this::answerWithRanges);
        List<Long> progress = new ArrayList<>();
        download.run(progress::add);
        assertArrayEquals(content, Files.readAllBytes(download.target()));
        assertFalse(Files.exists(download.part()));
        assertEquals(SIZE, progress.getLast());
        assertEquals(progress.stream().sorted().toList(), progress);
        assertEquals(List.of("none"), ranges);
    }

    @Test
    void asksNothingWhereTheFileIsThereAndRight() throws IOException {
        serve(this::answerWithRanges);
        write(download.target(), content);
        download.run(_ -> {});
        assertTrue(download.isDone());
        assertEquals(List.of(), ranges);
    }

    @Test
    void replacesAFileOfAnotherContent() throws IOException {
        serve(this::answerWithRanges);
        write(download.target(), new byte[SIZE]);
        assertFalse(download.isDone());
        download.run(_ -> {});
        assertArrayEquals(content, Files.readAllBytes(download.target()));
    }

    @Test
    void goesOnWithAPart() throws IOException {
        serve(this::answerWithRanges);
        write(download.part(), Arrays.copyOf(content, 70_000));
        List<Long> progress = new ArrayList<>();
        download.run(progress::add);
        assertArrayEquals(content, Files.readAllBytes(download.target()));
        assertEquals(List.of("bytes=70000-"), ranges);
        assertTrue(progress.getFirst() > 70_000, "progress counts what was there: " + progress);
    }

    @Test
    void startsAnewWhereTheServerIgnoresTheRange() throws IOException {
        serve(exchange -> answer(exchange, 200, content, SIZE));
        write(download.part(), new byte[70_000]);
        download.run(_ -> {});
        assertArrayEquals(content, Files.readAllBytes(download.target()));
        assertEquals(List.of("bytes=70000-"), ranges);
    }

    @Test
    void startsAnewWhereThePartIsTooLong() throws IOException {
        serve(this::answerWithRanges);
        write(download.part(), new byte[SIZE + 1]);
        download.run(_ -> {});
        assertArrayEquals(content, Files.readAllBytes(download.target()));
        assertEquals(List.of("bytes=" + (SIZE + 1) + "-", "none"), ranges);
    }

    @Test
    void refusesAnAnswerThatStartsElsewhere() throws IOException {
        serve(exchange -> {
            exchange.getResponseHeaders().set("Content-Range",
                    "bytes 0-" + (SIZE - 1) + "/" + SIZE);
            answer(exchange, 206, content, SIZE);
        });
        byte[] part = Arrays.copyOf(content, 70_000);
        write(download.part(), part);
        assertTrue(failure().contains("status 206"));
        assertArrayEquals(part, Files.readAllBytes(download.part()));
    }

    @Test
    void namesAddressAndStatusOfARefusal() throws IOException {
        serve(exchange -> answer(exchange, 404, new byte[0], -1));
        assertEquals(
                download.source() + ": the server answers with HTTP status 404", failure());
        assertFalse(Files.exists(download.part()));
    }

    @Test
    void keepsAPartWhereTheConnectionBreaksAndGoesOnFromThere() throws IOException {
        serve(exchange -> {
            if (ranges.size() == 1) {
                answer(exchange, 200, Arrays.copyOf(content, 50_000), SIZE);
            } else {
                answerWithRanges(exchange);
            }
        });
        String message = failure();
        assertTrue(message.contains("the connection broke after 50000 bytes"), message);
        assertTrue(message.endsWith("try again to go on from there"), message);
        assertEquals(50_000, Files.size(download.part()));
        assertFalse(Files.exists(download.target()));
        download.run(_ -> {});
        assertArrayEquals(content, Files.readAllBytes(download.target()));
        assertEquals(List.of("none", "bytes=50000-"), ranges);
    }

    @Test
    void removesWhatHasTheWrongChecksum() throws IOException {
        serve(exchange -> answer(exchange, 200, new byte[SIZE], SIZE));
        String message = failure();
        assertTrue(message.contains("wrong checksum: expected SHA-256 " + download.sha256()));
        assertFalse(Files.exists(download.part()));
        assertFalse(Files.exists(download.target()));
    }

    @Test
    void saysWhatToDoWithoutANetwork() throws IOException {
        int unused;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            unused = socket.getLocalPort();
        }
        Download offline = new Download(address(unused), download.target(), download.sha256());
        String message =
                assertThrows(IOException.class, () -> offline.run(_ -> {})).getMessage();
        assertTrue(message.startsWith("cannot reach " + offline.source().getAuthority()), message);
        assertTrue(message.contains("--data"), message);
    }

    private String failure() {
        return assertThrows(IOException.class, () -> download.run(_ -> {})).getMessage();
    }

    private void serve(Answer answer) {
        server.createContext("/file", exchange -> {
            String range = exchange.getRequestHeaders().getFirst("Range");
            ranges.add(range == null ? "none" : range);
            answer.to(exchange);
        });
    }

    private interface Answer {
        void to(HttpExchange exchange) throws IOException;
    }

    private void answerWithRanges(HttpExchange exchange) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        if (range == null) {
            answer(exchange, 200, content, SIZE);
            return;
        }
        int from = Integer.parseInt(range.replaceAll("\\D", ""));
        if (from >= SIZE) {
            answer(exchange, 416, new byte[0], -1);
            return;
        }
        exchange.getResponseHeaders()
                .set("Content-Range", "bytes " + from + "-" + (SIZE - 1) + "/" + SIZE);
        answer(exchange, 206, Arrays.copyOfRange(content, from, SIZE), SIZE - from);
    }

    /** Sends the bytes and closes the connection, though it may have promised more. */
    private static void answer(HttpExchange exchange, int status, byte[] bytes, int promised)
            throws IOException {
        exchange.sendResponseHeaders(status, promised);
        exchange.getResponseBody().write(bytes);
        exchange.getResponseBody().flush();
        exchange.close();
    }

    private static void write(Path file, byte[] bytes) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, bytes);
    }

    private static URI address(int port) {
        return URI.create("http://localhost:" + port + "/file");
    }
}
