package dev.lanewise.peers.compare;

import dev.lanewise.measure.Reading;
import java.util.List;

/**
 * What a process is to measure.
 *
 * @param run when the run began
 * @param library the name of the library
 * @param threads on how many threads
 * @param fork which process of its kind in the run, from 1
 * @param known the best that the yardsticks showed in the processes before, on a core
 * @param seconds how long to look for clean windows of a workload, each time that it is looked at
 * @param workloads the name of each
 */
public record Task(
        String run,
        String library,
        int threads,
        int fork,
        Reading known,
        double seconds,
        List<String> workloads) {}
