package dev.lanewise.peers.compare;

import java.util.List;

/** What is told of a run that is neither products nor steps. */
public interface Account {
    /** In Markdown. */
    List<String> lines();

    /**
     * Adds how ours stands.
     *
     * @param what was measured, as the line begins
     */
    void addTo(Standing standing, String what);
}
