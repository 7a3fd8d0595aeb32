package dev.lanewise.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes as a safetensors file: see {@link AnyFile}. */
class SafetensorsFuzz {
    @TempDir
    static Path folder;

    @MethodSource("dev.lanewise.io.FuzzSeeds#safetensors")
    @FuzzTest
    void holds(byte[] input) throws IOException {
        new AnyFile(folder).safetensors(input);
    }
}
