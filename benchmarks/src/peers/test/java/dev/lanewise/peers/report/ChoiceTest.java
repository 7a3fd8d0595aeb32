package dev.lanewise.peers.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChoiceTest {
    private static final String EARLY = "2026-01-01T00:00:00Z";
    private static final String LATE = "2026-01-02T00:00:00Z";
    private static final String LATEST = "2026-01-03T00:00:00Z";

    @TempDir
    private Path folder;
    private final TestRuns results = new TestRuns();

    private Choice choice(List<String> only, List<String> joined) throws IOException {
        Path file = results.write(folder.resolve("some.jsonl"));
        return new Choice(new ResultsFiles(List.of(file)).runs(), only, joined);
    }

    private static Optional<String> run(Choice choice, int threads) {
        return choice.chosen("products", threads).map(run -> run.end().run());
    }

    @Test
    void theLatestRunIsTakenForEachNumberOfThreads() throws IOException {
        results.addAll(LATE, 1, TestRuns.SQUARE, 3, 2, 1).end(LATE, "products", "");
        results.addAll(EARLY, 1, TestRuns.SQUARE, 3, 2, 1)
                .addAll(EARLY, 2, TestRuns.SQUARE, 3, 2, 1)
                .end(EARLY, "products", "");
        Choice choice = choice(List.of(), List.of());
        assertEquals(Optional.of(LATE), run(choice, 1));
        assertEquals(Optional.of(EARLY), run(choice, 2));
        assertEquals(List.of(1, 2), choice.threads("products"));
        assertEquals(List.of(), choice.threads("steps"));
    }

    @Test
    void aRunOfAPartOrOfFewForksIsTakenOnlyIfAskedFor() throws IOException {
        results.addAll(EARLY, 1, TestRuns.SQUARE, 3, 2, 1).end(EARLY, "products", "");
        results.addAll(LATE, 1, TestRuns.SQUARE, 3, 2, 1).end(LATE, "products", "of some: ");
        results.add(LATEST, "LANEWISE", 1, TestRuns.SQUARE, 4, 3).end(LATEST, "products", "");
        assertEquals(Optional.of(EARLY), run(choice(List.of(), List.of()), 1));
        assertEquals(Optional.of(LATE), run(choice(List.of(LATE, EARLY), List.of()), 1));
        assertEquals(Optional.of(LATEST), run(choice(List.of(LATEST), List.of()), 1));
    }

    @Test
    void aJoinedRunGivesOnlyLibrariesThatAreNotThere() throws IOException {
        results.addAll(EARLY, 1, TestRuns.SQUARE, 3, 2, 1).end(EARLY, "products", "");
        results.add(LATE, "MKL", 1, TestRuns.SQUARE, 1, 9)
                .add(LATE, "NETLIB", 1, TestRuns.SQUARE, 1, 4)
                .end(LATE, "products", "of some: ");
        Choice choice = choice(List.of(), List.of(LATE));
        assertEquals(16, choice.lines("products", 1).size());
        assertEquals(
                List.of("NETLIB"),
                choice.beside("products", 1)
                        .stream()
                        .flatMap(run -> choice.given(run, "products", 1).stream())
                        .map(Choice::library)
                        .toList());
        assertEquals(15, choice(List.of(), List.of()).lines("products", 1).size());
    }

    @Test
    void aRunWithoutAnEndIsNone() throws IOException {
        results.addAll(EARLY, 1, TestRuns.SQUARE, 3, 2, 1);
        Path file = results.write(folder.resolve("some.jsonl"));
        assertEquals(List.of(EARLY), new ResultsFiles(List.of(file)).unfinished());
        Choice choice = choice(List.of(), List.of(LATE));
        assertTrue(run(choice, 1).isEmpty());
        assertEquals(List.of(LATE), choice.unknown());
    }
}
