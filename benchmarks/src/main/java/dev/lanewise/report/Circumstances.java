package dev.lanewise.report;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What the figures of a run must be read with. Goes into files of results as JSON, by Jackson.
 *
 * @param date when the run began, as ISO 8601 has it, in seconds
 * @param processor its name, or {@code unknown}
 * @param processors how many of them the virtual machine sees, hyper-threads counted
 * @param caches their sizes
 * @param system the operating system and the kind of processor
 * @param jdk the virtual machine and its version
 * @param flags options of the virtual machines that were measured, as far as they are chosen
 * @param threads the numbers of threads that were measured
 * @param loadBefore load average over a minute when the run began, negative where it is unknown
 * @param loadAfter the same at its end
 * @param command the command that does it again
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Circumstances(
        String date,
        String processor,
        int processors,
        Caches caches,
        String system,
        String jdk,
        List<String> flags,
        List<Integer> threads,
        double loadBefore,
        double loadAfter,
        String command) {
    /** Lists are copied. */
    public Circumstances {
        flags = List.copyOf(flags);
        threads = List.copyOf(threads);
    }

    /**
     * The beginning of a run.
     *
     * @param date the time
     * @param load the load average over the minute before
     */
    public record Start(String date, double load) {
        /**
         * The circumstances, at the end of the run.
         *
         * @param flags options of the virtual machines that were measured
         * @param threads the numbers of threads that were measured
         * @param command the command that does it again
         */
        public Circumstances end(List<String> flags, List<Integer> threads, String command) {
            return new Circumstances(
                    date, Machine.processor(), Runtime.getRuntime().availableProcessors(),
                    Machine.caches(),
                    System.getProperty("os.name") + " " + System.getProperty("os.arch"),
                    System.getProperty("java.vm.name") + " "
                            + System.getProperty("java.vm.version"),
                    flags, threads, load, Machine.load(), command);
        }
    }

    /** To be called before anything is measured. */
    public static Start start() {
        return new Start(Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(), Machine.load());
    }

    /** All but the command, in a line. */
    public String line() {
        List<String> parts = new ArrayList<>(
                List.of(
                        date, processor, processors + " processors", caches.toString(), system,
                        jdk));
        if (!flags.isEmpty()) {
            parts.add(String.join(" ", flags));
        }
        parts.add(threadsText());
        return String.format(
                Locale.ROOT, "%s; load average %s before, %s after", String.join(", ", parts),
                loadText(loadBefore), loadText(loadAfter));
    }

    private String threadsText() {
        String numbers = threads.stream().map(String::valueOf).collect(Collectors.joining(" and "));
        return threads.equals(List.of(1)) ? "1 thread" : numbers + " threads";
    }

    private static String loadText(double load) {
        return load < 0 ? Machine.UNKNOWN : String.format(Locale.ROOT, "%.1f", load);
    }
}
