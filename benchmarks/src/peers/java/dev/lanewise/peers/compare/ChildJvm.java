package dev.lanewise.peers.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A JVM which is given a task as JSON and prints lines of JSON. */
public final class ChildJvm {
    /** Variables that would change the settings of a library, or of a JVM. */
    private static final Pattern MEDDLING = Pattern.compile(
            "(OPENBLAS|MKL|DNNL|ONEDNN|KMP|OMP|GOMP|GOTO|MALLOC|TF|SD|ND4J|DJL|PYTORCH)_.*"
                    + "|ATEN_CPU_CAPABILITY|GLIBC_TUNABLES|LD_PRELOAD|JDK_JAVA_OPTIONS|JAVA_TOOL_OPTIONS"
                    + "|_JAVA_OPTIONS");
    private static final String EXPECTED_WARNING =
            "WARNING: Using incubator modules: jdk.incubator.vector";

    private final String classPath;
    private final List<String> options;
    private final Map<String, String> environment;
    private final PrintWriter progress;
    private final ObjectMapper json = new ObjectMapper();

    /**
     * A JVM to be started on the class path of this one.
     *
     * @param options its options beside those that all have
     * @param environment variables, the only ones of their kind that it sees
     * @param progress where its remarks go
     */
    public ChildJvm(List<String> options, Map<String, String> environment, PrintWriter progress) {
        this(ownClassPath(), options, environment, progress);
    }

    /**
     * A JVM to be started.
     *
     * @param classPath where it finds its classes
     * @param options its options beside those that all have
     * @param environment variables, the only ones of their kind that it sees
     * @param progress where its remarks go
     */
    public ChildJvm(
            String classPath,
            List<String> options,
            Map<String, String> environment,
            PrintWriter progress) {
        this.classPath = classPath;
        this.options = options;
        this.environment = environment;
        this.progress = progress;
    }

    /** The class path of this JVM. */
    static String ownClassPath() {
        return System.getProperty("java.class.path");
    }

    /**
     * Runs a main class to its end.
     *
     * @return its lines of JSON
     * @throws IOException if it ends with an error, or without a result; with all else that it said
     */
    public List<String> run(Class<?> main, Object task) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command(main));
        builder.environment().keySet().removeIf(MEDDLING.asMatchPredicate());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true).start();
        try {
            return results(process, json.writeValueAsBytes(task));
        } finally {
            process.destroyForcibly();
        }
    }

    private List<String> results(Process process, byte[] task)
            throws IOException, InterruptedException {
        List<String> results = new ArrayList<>();
        List<String> remarks = new ArrayList<>();
        try (OutputStream input = process.getOutputStream()) {
            input.write(task);
        } catch (IOException e) {
            // it ended before; what it says and its code tell why
            remarks.add("its task was not taken: " + e.getMessage());
        }
        try (BufferedReader output = process.inputReader()) {
            String line;
            while ((line = output.readLine()) != null) {
                if (!line.equals(EXPECTED_WARNING)) {
                    (line.startsWith("{") ? results : remarks).add(line);
                }
            }
        }
        int exit = process.waitFor();
        if (exit != 0 || results.isEmpty()) {
            throw new IOException(
                    "its process ended with code " + exit + " and " + results.size()
                            + " results, and said: "
                            + String.join(System.lineSeparator(), remarks));
        }
        remarks.forEach(progress::println);
        return results;
    }

    /**
     * Demands a result for each thing that was asked, in the same order.
     *
     * @throws IOException if another was given, or none
     */
    public static void requireResults(List<String> asked, List<String> given) throws IOException {
        if (!given.equals(asked)) {
            throw new IOException("its process gave results for " + given + ", expected " + asked);
        }
    }

    /**
     * The end of a child whose main class failed: the trace on standard error and code 1, whatever
     * threads its libraries may still hold.
     */
    public static void fail(Throwable failure) {
        failure.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    private List<String> command(Class<?> main) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--add-modules=jdk.incubator.vector");
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(options);
        command.add("-cp");
        command.add(classPath);
        command.add(main.getName());
        return command;
    }
}
