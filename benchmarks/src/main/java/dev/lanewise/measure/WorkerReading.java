package dev.lanewise.measure;

/**
 * What a worker's core showed on one side of an iteration.
 *
 * @param core both yardsticks
 * @param triad over arrays in cache, GB/s
 */
public record WorkerReading(Reading core, double triad) {
    /** The lower of each. */
    public WorkerReading worst(WorkerReading other) {
        return new WorkerReading(core.worst(other.core), Math.min(triad, other.triad));
    }
}
