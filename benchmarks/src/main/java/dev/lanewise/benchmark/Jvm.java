package dev.lanewise.benchmark;

import java.util.List;
import java.util.Set;

/**
 * The virtual machine that was measured.
 *
 * @param version its name and version
 * @param flags its options, as far as they are chosen
 */
record Jvm(String version, List<String> flags) {
    static final String VECTOR_MODULE = "--add-modules=jdk.incubator.vector";
    /** Flags that change no figure: of the modules, and of a warning that JMH calls forth. */
    private static final Set<String> USUAL_FLAGS =
            Set.of(VECTOR_MODULE, "--sun-misc-unsafe-memory-access=allow");

    Jvm {
        flags = flags.stream().filter(flag -> !USUAL_FLAGS.contains(flag)).distinct().toList();
    }

    /** Such as {@code OpenJDK 64-Bit Server VM 25.0.3+9-LTS -XX:MaxVectorSize=16}. */
    @Override
    public String toString() {
        return flags.isEmpty() ? version : version + " " + String.join(" ", flags);
    }
}
