package dev.lanewise.peers;

/**
 * A process that gave no results.
 *
 * @param library who multiplied
 * @param threads on how many threads
 * @param fork which process of its kind in the run, from 1
 * @param message why
 */
record Failure(Library library, int threads, int fork, String message) {
    /** One line. */
    @Override
    public String toString() {
        return "failed: " + library.title() + ", " + (threads == 1 ? "1 thread" : threads
                + " threads") + ", fork " + fork + ": " + message.lines().findFirst().orElse("");
    }
}
