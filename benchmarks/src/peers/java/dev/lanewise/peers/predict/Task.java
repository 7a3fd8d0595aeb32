package dev.lanewise.peers.predict;

import dev.lanewise.measure.Reading;

/**
 * What a process is to do.
 *
 * @param run when the run began
 * @param engine who predicts
 * @param fork which process of its kind in the run, from 1
 * @param known the best that the yardsticks showed in the processes before
 * @param seconds how long to time calls
 */
record Task(String run, Engine engine, int fork, Reading known, double seconds) {}
