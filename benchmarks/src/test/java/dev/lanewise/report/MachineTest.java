package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineTest {
    @TempDir
    private Path folder;

    private void addCache(String name, String level, String type, String size) throws IOException {
        Path cache = Files.createDirectory(folder.resolve(name));
        Files.writeString(cache.resolve("level"), level + "\n");
        Files.writeString(cache.resolve("type"), type + "\n");
        Files.writeString(cache.resolve("size"), size + "\n");
    }

    @Test
    void cachesAreToldByLevelAndKind() throws IOException {
        addCache("index0", "1", "Instruction", "64K");
        addCache("index1", "1", "Data", "48K");
        addCache("index2", "2", "Unified", "2048K");
        assertEquals(new Caches("48 KB", "2 MB", "unknown"), Machine.caches(folder));
        assertEquals(
                new Caches("unknown", "unknown", "unknown"),
                Machine.caches(folder.resolve("nosuch")));
    }

    @Test
    void theProcessorHasTheNameOfTheFirst() throws IOException {
        Path file = folder.resolve("cpuinfo");
        Files.writeString(file, "processor\t: 0\nmodel name\t: Some: 9\nmodel name\t: Other\n");
        assertEquals("Some: 9", Machine.processor(file));
        Files.writeString(file, "processor\t: 0\n");
        assertEquals("unknown", Machine.processor(file));
        assertEquals("unknown", Machine.processor(folder.resolve("nosuch")));
    }
}
