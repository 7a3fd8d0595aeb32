package dev.lanewise.peers.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.lanewise.peers.compare.Failure;
import dev.lanewise.peers.compare.Measurement;
import dev.lanewise.peers.compare.RunEnd;
import dev.lanewise.report.Caches;
import dev.lanewise.report.Circumstances;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Files of results as the commands leave them. */
final class TestRuns {
    static final String SQUARE = "NN 512x512x512";
    static final String NARROW = "NN 128x10x256";
    private static final double FMA = 120;

    private final ObjectMapper json = new ObjectMapper();
    private final List<String> lines = new ArrayList<>();

    /** Adds processes of a library, each as fast and with enough clean windows. */
    TestRuns add(
            String run, String library, int threads, String workload, int forks, double gflops)
            throws JsonProcessingException {
        for (int fork = 1; fork <= forks; fork++) {
            lines.add(
                    json.writeValueAsString(
                            new Measurement(
                                    run, library, threads, fork, workload, "of " + library, gflops,
                                    new double[] {gflops, gflops, gflops, gflops, gflops}, 7,
                                    gflops, FMA, 15, 16, "25", List.of())));
        }
        return this;
    }

    /** Adds ours and both rivals at a workload, five forks of each. */
    TestRuns addAll(
            String run, int threads, String workload, double ours, double openBlas, double mkl)
            throws JsonProcessingException {
        return add(run, "LANEWISE", threads, workload, 5, ours)
                .add(run, "OPENBLAS", threads, workload, 5, openBlas)
                .add(run, "MKL", threads, workload, 5, mkl);
    }

    /** Ends a run. */
    TestRuns end(String run, String command, String scope, Failure... failures)
            throws JsonProcessingException {
        Circumstances circumstances = new Circumstances(
                run, "Some processor", 2, new Caches("32 KB", "1 MB", "32 MB"), "Linux amd64",
                "Some VM 25", List.of(), List.of(1), 0.5, 1.5, "mvn " + command);
        lines.add(
                json.writeValueAsString(
                        new RunEnd(run, command, scope, List.of(failures), circumstances)));
        return this;
    }

    /** Adds any line. */
    TestRuns add(String line) {
        lines.add(line);
        return this;
    }

    /** Writes what was added. */
    Path write(Path file) throws IOException {
        return Files.write(file, lines);
    }
}
