package dev.lanewise.peers.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FashionFilesTest {
    @Test
    void aPropertyThatIsNotSetIsNamed() {
        NullPointerException error =
                assertThrows(NullPointerException.class, FashionFiles::given);
        assertEquals("property peers.data is not set", error.getMessage());
    }

    @Test
    void missingAreThoseThatAreThereNeitherCompressedNorNot(@TempDir Path folder)
            throws IOException {
        Files.createFile(folder.resolve("train-images-idx3-ubyte.gz"));
        Files.createFile(folder.resolve("t10k-labels-idx1-ubyte"));
        assertEquals(
                List.of("train-labels-idx1-ubyte", "t10k-images-idx3-ubyte"),
                new FashionFiles(folder).missing());
    }
}
