package dev.lanewise.benchmark;

import dev.lanewise.measure.Reading;

/**
 * A stretch of calls that JMH timed.
 *
 * @param nanos a call took, in the mean
 * @param yardsticks what they showed on the worse side of it; {@link Reading#NONE} if unknown
 */
record Iteration(double nanos, Reading yardsticks) {}
