package dev.lanewise.peers.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FrameworksTest {
    @TempDir
    private Path folder;

    @Test
    void ourClassesComeBeforeTheLineThatMavenWrote() throws IOException {
        Path target = Files.createDirectories(folder.resolve("some").resolve("target"));
        Files.writeString(target.resolve("classpath"), "a.jar" + File.pathSeparator + "b.jar\n");
        Frameworks frameworks = new Frameworks(folder.toString(), "classes");
        assertTrue(frameworks.has("some"));
        assertEquals(
                String.join(File.pathSeparator, "classes", "a.jar", "b.jar"),
                frameworks.classPath("some"));
    }

    @Test
    void withoutALineOrTheProfileThereIsNoClassPath() {
        Frameworks frameworks = new Frameworks(folder.toString(), "classes");
        assertFalse(frameworks.has("some"));
        assertFalse(new Frameworks("", "classes").has("some"));
        IllegalStateException error = assertThrows(
                IllegalStateException.class, () -> frameworks.classPath("some"));
        assertEquals(
                "some has no class path; Maven makes one with -Ppeers,frameworks",
                error.getMessage());
    }
}
