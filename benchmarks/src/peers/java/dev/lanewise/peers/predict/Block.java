package dev.lanewise.peers.predict;

import dev.lanewise.measure.Reading;

/**
 * Some calls in a row, and what the yardsticks showed on both sides of them.
 *
 * @param before the reading before the first call
 * @param nanos how long each call took
 * @param after the reading after the last call
 */
record Block(Reading before, long[] nanos, Reading after) {}
