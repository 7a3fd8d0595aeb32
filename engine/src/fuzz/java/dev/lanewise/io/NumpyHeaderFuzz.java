package dev.lanewise.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.provider.MethodSource;

/** Any header of a file of NumPy's, alone and in an archive: see {@link AnyFile}. */
class NumpyHeaderFuzz {
    @TempDir
    static Path folder;

    @MethodSource("dev.lanewise.io.FuzzSeeds#numpyHeaders")
    @FuzzTest
    void holds(byte[] input) throws IOException {
        AnyFile files = new AnyFile(folder);
        files.numpy(FuzzFiles.npy(input));
        files.numpy(FuzzFiles.npz(input));
    }
}
