package dev.lanewise.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any descriptions of a checkpoint, with the right checksum: see {@link AnyFile}. */
class CheckpointFuzz {
    @TempDir
    static Path folder;

    @MethodSource("dev.lanewise.io.FuzzSeeds#checkpoints")
    @FuzzTest
    void holds(byte[] input) throws IOException {
        byte[] bytes = FuzzFiles.checkpoint(input, folder.resolve("scratch"));
        new AnyFile(folder).safetensors(bytes);
    }
}
