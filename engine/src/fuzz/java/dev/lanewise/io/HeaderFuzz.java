package dev.lanewise.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any header of a safetensors file, with the right length: see {@link AnyFile}. */
class HeaderFuzz {
    @TempDir
    static Path folder;

    @MethodSource("dev.lanewise.io.FuzzSeeds#headers")
    @FuzzTest
    void holds(byte[] input) throws IOException {
        new AnyFile(folder).safetensors(FuzzFiles.safetensors(input));
    }
}
