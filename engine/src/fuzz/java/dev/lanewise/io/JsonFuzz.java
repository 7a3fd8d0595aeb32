package dev.lanewise.io;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.io.IOException;
import org.junit.jupiter.params.provider.MethodSource;

/** Any text beside Jackson: see {@link AnyJson}. */
class JsonFuzz {
    @MethodSource("dev.lanewise.io.FuzzSeeds#json")
    @FuzzTest
    void holds(byte[] input) throws IOException {
        AnyJson.holds(FuzzedText.of(input));
    }
}
