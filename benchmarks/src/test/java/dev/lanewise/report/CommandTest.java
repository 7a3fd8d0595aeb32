package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class CommandTest {
    @Test
    void aCommandThatOthersAreShownTellsNoFolders() {
        assertEquals(
                "mvn -q -Ppeers -Dargs=\"process --data fashion --results=some.jsonl a/b\"",
                Command.maven(
                        "peers",
                        List.of(
                                "process", "--data", "/home/me/data/fashion",
                                "--results=C:\\temp\\some.jsonl", "a/b")));
    }

    @Test
    void wordsWithSpacesAreQuoted() {
        assertEquals(
                "mvn -q -Ppeers -Dargs=\"--shapes 'NN 512x|a/b' ''\"",
                Command.maven("peers", List.of("--shapes", "NN 512x|a/b", "")));
    }
}
