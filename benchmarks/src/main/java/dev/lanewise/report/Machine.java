package dev.lanewise.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What the operating system tells of the machine; Linux tells it in files. */
final class Machine {
    /** What stands where the system does not tell. */
    static final String UNKNOWN = "unknown";

    private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
    private static final Path CACHES = Path.of("/sys/devices/system/cpu/cpu0/cache");

    private Machine() {}

    /** The processor's name. */
    static String processor() {
        return processor(PROCESSORS);
    }

    /** The caches that the first processor sees. */
    static Caches caches() {
        return caches(CACHES);
    }

    /** Processes that ran or wanted to, over the last minute; negative where that is unknown. */
    static double load() {
        double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
        return Math.round(10 * load) / 10.0;
    }

    static String processor(Path file) {
        return lines(file).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).strip())
                .orElse(UNKNOWN);
    }

    /** From a folder with a folder for each cache. */
    static Caches caches(Path folder) {
        return new Caches(
                size(folder, "1", "Data"), size(folder, "2", "Unified"),
                size(folder, "3", "Unified"));
    }

    private static String size(Path folder, String level, String type) {
        try (Stream<Path> caches = Files.list(folder)) {
            Optional<Path> cache = caches
                    .filter(one -> content(one.resolve("level")).equals(level))
                    .filter(one -> content(one.resolve("type")).equals(type))
                    .findFirst();
            return cache.map(one -> readable(content(one.resolve("size")))).orElse(UNKNOWN);
        } catch (IOException e) {
            return UNKNOWN;
        }
    }

    /** Such as {@code 32 MB} of {@code 32768K}. */
    private static String readable(String size) {
        if (!size.matches("\\d+K")) {
            return size;
        }
        int kilobytes = Integer.parseInt(size.substring(0, size.length() - 1));
        return kilobytes % 1024 == 0 ? kilobytes / 1024 + " MB" : kilobytes + " KB";
    }

    private static String content(Path file) {
        return String.join("", lines(file)).strip();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
