package dev.lanewise.peers.report;

import dev.lanewise.peers.compare.RunEnd;
import java.util.List;

/** How a run was made, and on what. */
final class Reproduction {
    private Reproduction() {}

    /** The command, and the circumstances below it. */
    static List<String> lines(RunEnd end) {
        return List.of(
                "```", end.circumstances().command(), "```", "", end.circumstances().line() + ".");
    }
}
