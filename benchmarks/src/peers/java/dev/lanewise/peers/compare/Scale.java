package dev.lanewise.peers.compare;

import java.util.List;

/**
 * On what and for how long libraries are compared.
 *
 * @param threads numbers of threads
 * @param jvm options of our JVM, not of the others'
 * @param seconds how long to look for clean windows of a workload at a time
 */
public record Scale(List<Integer> threads, List<String> jvm, double seconds) {}
