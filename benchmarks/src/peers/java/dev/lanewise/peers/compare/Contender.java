package dev.lanewise.peers.compare;

import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * A library in a comparison, at the settings at which it was found fastest.
 *
 * @param <W> what it is timed at
 */
public interface Contender<W extends Workload> {
    /** What processes and the results file call it. */
    String name();

    /** Its name in a table. */
    String title();

    /** Whether it is Lanewise. */
    boolean isOurs();

    /** Whether it is one to be beaten, told fork by fork and on any number of threads. */
    boolean isRival();

    /** Whether there is a build of it for this platform, and this run of Maven has it. */
    default boolean exists() {
        return true;
    }

    /** Whether it runs on so many threads, and in this fork; a baseline is run once. */
    default boolean runs(int threads, int fork) {
        return isOurs() || isRival() || threads == 1 && fork == 1;
    }

    /** Whether it is done with a workload in good time. */
    default boolean bears(W workload) {
        return true;
    }

    /** The class path of its process. */
    default String classPath() {
        return ChildJvm.ownClassPath();
    }

    /** Options of the JVM of its process. */
    default List<String> options() {
        return List.of();
    }

    /** Environment variables of its process. */
    default Map<String, String> environment(int threads) {
        return Map.of();
    }

    /**
     * Those chosen, each once; where none is, all that exist, or ours alone if only ours is to
     * change.
     */
    static <C extends Contender<?>> List<C> chosen(List<C> chosen, C[] all, boolean onlyOurs) {
        return chosen.isEmpty()
                ? Arrays.stream(all)
                        .filter(one -> onlyOurs ? one.isOurs() : one.exists())
                        .toList()
                : chosen.stream().distinct().toList();
    }
}
