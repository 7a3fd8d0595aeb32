package dev.lanewise.peers.compare;

/**
 * A process that gave no results.
 *
 * @param title of the library that it ran
 * @param threads on how many threads
 * @param fork which process of its kind in the run, from 1
 * @param message why
 */
public record Failure(String title, int threads, int fork, String message) {
    /** One line. */
    @Override
    public String toString() {
        return "failed: " + title + ", " + (threads == 1 ? "1 thread" : threads + " threads")
                + ", fork " + fork + ": " + message.lines().findFirst().orElse("");
    }
}
