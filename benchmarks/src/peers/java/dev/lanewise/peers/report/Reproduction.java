package dev.lanewise.peers.report;

import dev.lanewise.peers.compare.RunEnd;
import java.util.List;

/** How a run was made, and on what. */
final class Reproduction {
    private Reproduction() {}

    /** The command, and below it the circumstances, and whether it measured only a part. */
    static List<String> lines(RunEnd end) {
        return List.of(
                "```", end.circumstances().command(), "```", "",
                end.circumstances().line() + "."
                        + (end.part().isEmpty()
                                ? ""
                                : " Not everything, but " + end.part() + "."));
    }
}
