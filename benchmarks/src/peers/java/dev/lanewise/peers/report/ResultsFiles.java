package dev.lanewise.peers.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.RunEnd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The runs in files of results, line by line in JSON. */
final class ResultsFiles {
    private final ObjectMapper json = new ObjectMapper();
    private final Map<String, List<JsonNode>> lines = new TreeMap<>();
    private final Map<String, RunEnd> ends = new TreeMap<>();

    /**
     * Reads files.
     *
     * @throws IOException if a file cannot be read, or a line is not one of results; with its place
     */
    ResultsFiles(List<Path> files) throws IOException {
        for (Path file : files) {
            read(file);
        }
    }

    private void read(Path file) throws IOException {
        int number = 0;
        for (String line : Files.readAllLines(file)) {
            number++;
            if (!line.isBlank()) {
                try {
                    add(json.readTree(line));
                } catch (JsonProcessingException e) {
                    throw new IOException(
                            file + ", line " + number + " is not a line of results: "
                                    + e.getOriginalMessage(),
                            e);
                }
            }
        }
    }

    private void add(JsonNode line) throws JsonProcessingException {
        if (line.has("circumstances")) {
            RunEnd end = json.treeToValue(line, RunEnd.class);
            ends.put(end.run(), end);
        } else {
            lines.computeIfAbsent(line.path("run").asText(), run -> new ArrayList<>()).add(line);
        }
    }

    /** The runs that came to their end, the earliest first. */
    List<RunLines> runs() {
        return ends.values()
                .stream()
                .map(end -> new RunLines(end, lines.getOrDefault(end.run(), List.of())))
                .toList();
    }

    /** When the others began, of which nobody knows the circumstances. */
    List<String> unfinished() {
        return lines.keySet().stream().filter(run -> !ends.containsKey(run)).toList();
    }
}
