package dev.lanewise.peers.step;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The settings of processes with native libraries, none of which is loaded here. */
final class NativeProcess {
    /**
     * They allocate activations and gradients anew in each step. The C library of Linux would
     * give large ones back to the system and get them in small pages again; so it keeps them, in
     * huge pages. libtorch's step of 16-4096-4096-10 with Adam fell from 67 to 46 milliseconds with
     * MKL.
     */
    private static final Map<String, String> ALLOCATOR = Map.of(
            "GLIBC_TUNABLES", "glibc.malloc.hugetlb=1",
            "MALLOC_MMAP_MAX_", "0",
            "MALLOC_TRIM_THRESHOLD_", "-1",
            "MALLOC_TOP_PAD_", "268435456");

    private NativeProcess() {}

    /** Options of the JVM: the bindings watch over no memory, which costs them time. */
    static List<String> options(String... more) {
        List<String> options = new ArrayList<>(
                List.of(
                        "-Dorg.bytedeco.javacpp.maxBytes=0",
                        "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                        "-Dorg.bytedeco.javacpp.nopointergc=true",
                        // which the bindings call when they are loaded, and Java warns of
                        "--sun-misc-unsafe-memory-access=allow"));
        options.addAll(List.of(more));
        return options;
    }

    /** Environment variables: numbers of threads, memory, and more. */
    static Map<String, String> environment(int threads, Map<String, String> more) {
        String count = Integer.toString(threads);
        Map<String, String> variables = new HashMap<>(more);
        variables.put("OMP_NUM_THREADS", count);
        variables.put("MKL_NUM_THREADS", count);
        variables.put("OPENBLAS_NUM_THREADS", count);
        variables.putAll(ALLOCATOR);
        return variables;
    }
}
