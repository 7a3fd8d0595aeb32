package dev.lanewise.measure;

/**
 * A stretch of calls, and what the yardsticks showed on both sides of it on the worst core.
 *
 * @param before the reading before the first call
 * @param callsPerSecond how fast the work went
 * @param after the reading after the last call
 */
public record Window(Reading before, double callsPerSecond, Reading after) {}
