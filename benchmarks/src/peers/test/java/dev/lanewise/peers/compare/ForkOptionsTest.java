package dev.lanewise.peers.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class ForkOptionsTest {
    @Test
    void aCommandThatOthersAreShownTellsNoFolders() {
        assertEquals(
                "mvn -q -Ppeers -Dargs=\"process --data fashion --results=some.jsonl "
                        + "--shapes NN 512x|a/b\"",
                ForkOptions.command(
                        List.of(
                                "process", "--data", "/home/me/data/fashion",
                                "--results=C:\\temp\\some.jsonl", "--shapes", "NN 512x|a/b")));
    }
}
