package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.ForkedJvm;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps and trainers that have ended leave nothing behind, in a JVM where nobody else is. */
class OpenAndCloseTest {
    /** Bytes that may stay: of code compiled meanwhile, not of steps, of which one has 100 KB. */
    private static final long FLAT = 200_000;

    @TempDir
    Path folder;

    @Test
    void twoThousandCyclesLeaveNeitherHeapNorThreads() throws Exception {
        assertNothingIsLeft(2_000, 20);
    }

    @Test
    @Tag("exhaustive")
    void aHundredThousandCyclesLeaveNeitherHeapNorThreads() throws Exception {
        assertNothingIsLeft(100_000, 500);
    }

    private void assertNothingIsLeft(int alone, int withTwoThreads) throws Exception {
        List<String> flags =
                List.of("-Xmx64m", "-XX:+UseSerialGC", "--add-modules", "jdk.incubator.vector");
        List<String> arguments =
                List.of(folder.resolve("threads").toString(), "" + alone, "" + withTwoThreads);
        List<String> lines = ForkedJvm.run(OpenAndClose.class, flags, arguments);
        long growth = figure(lines, "growth ");
        assertTrue(growth < FLAT, growth + " bytes more than before");
        assertEquals(4, figure(lines, "open "), "two steps of three threads have two each");
        assertEquals(0, figure(lines, "closed "), "after close");
        assertEquals(0, figure(lines, "left "), "after a fit with three threads");
    }

    private static long figure(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .mapToLong(line -> Long.parseLong(line.substring(name.length())))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + "is not in " + lines));
    }
}
