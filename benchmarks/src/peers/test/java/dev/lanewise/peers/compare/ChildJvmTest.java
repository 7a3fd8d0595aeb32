package dev.lanewise.peers.compare;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChildJvmTest {
    @Test
    void resultsMustBeThoseThatWereAsked() {
        List<String> asked = List.of("one", "two");
        assertDoesNotThrow(() -> ChildJvm.requireResults(asked, List.of("one", "two")));
        IOException error = assertThrows(
                IOException.class, () -> ChildJvm.requireResults(asked, List.of("one")));
        assertEquals(
                "its process gave results for [one], expected [one, two]", error.getMessage());
    }
}
