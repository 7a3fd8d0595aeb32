package dev.lanewise.peers.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lanewise.peers.compare.RunEnd;
import java.util.List;

/**
 * A run that came to its end, as files of results have it.
 *
 * @param end its last line
 * @param lines all others
 */
record RunLines(RunEnd end, List<JsonNode> lines) {
    /** The lists are copied. */
    RunLines {
        lines = List.copyOf(lines);
    }

    /** The lines of processes on so many threads; those that tell no number had one. */
    List<JsonNode> on(int threads) {
        return lines.stream().filter(line -> threads(line) == threads).toList();
    }

    /** Processes of each kind on so many threads, by the highest number. */
    int forks(int threads) {
        return on(threads).stream().mapToInt(line -> line.path("fork").asInt()).max().orElse(0);
    }

    static int threads(JsonNode line) {
        return line.path("threads").asInt(1);
    }
}
