package dev.lanewise.peers.compare;

import dev.lanewise.report.Circumstances;
import java.util.List;

/**
 * The last line of a run in the results file: what its other lines must be read with.
 *
 * @param run when the run began
 * @param command which one
 * @param scope what its verdicts begin with, empty where everything was measured
 * @param failures the processes that gave nothing
 * @param circumstances of the run as a whole
 */
public record RunEnd(
        String run,
        String command,
        String scope,
        List<Failure> failures,
        Circumstances circumstances) {
    /** The list is copied. */
    public RunEnd {
        failures = List.copyOf(failures);
    }

    /** What was measured, such as "of those chosen (--cases)"; empty where it was everything. */
    public String part() {
        return withoutColon(scope);
    }

    static String withoutColon(String scope) {
        return scope.replaceFirst(": $", "");
    }
}
