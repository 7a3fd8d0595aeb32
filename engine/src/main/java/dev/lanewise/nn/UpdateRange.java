package dev.lanewise.nn;

import dev.lanewise.kernel.UpdateKernel;
import java.util.ArrayList;
import java.util.List;

/**
 * Parameters from one offset to another that one kernel updates.
 *
 * @param from the first
 * @param to behind the last
 * @param kernel updates them
 */
record UpdateRange(int from, int to, UpdateKernel kernel) {
    static UpdateRange of(Parameter parameter, UpdateKernel kernel) {
        int from = parameter.offset();
        return new UpdateRange(from, from + parameter.size(), kernel);
    }

    /** Neighbours with the same kernel made one, so that sweeps are long. */
    static List<UpdateRange> merged(List<UpdateRange> ranges) {
        List<UpdateRange> merged = new ArrayList<>();
        for (UpdateRange next : ranges) {
            UpdateRange last = merged.isEmpty() ? null : merged.getLast();
            if (last != null && last.to == next.from && last.kernel == next.kernel) {
                merged.removeLast();
                merged.add(new UpdateRange(last.from, next.to, last.kernel));
            } else {
                merged.add(next);
            }
        }
        return merged;
    }
}
