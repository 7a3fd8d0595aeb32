package dev.lanewise.peers.compare;

import java.util.List;

/**
 * Workloads that are told together.
 *
 * @param <W> what the libraries are timed at
 * @param title what they are, as part of a sentence
 * @param name the same for the name of a file
 * @param workloads each of them
 */
public record Group<W extends Workload>(String title, String name, List<W> workloads) {
    /** The list is copied. */
    public Group {
        workloads = List.copyOf(workloads);
    }
}
