package dev.lanewise.peers.process;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * What a training program tells of itself before it ends.
 *
 * @param accuracy on the test set, from 0 to 1
 * @param trainSeconds that the epochs took
 * @param cpuSeconds processor time of all its threads since its start
 * @param peakKilobytes the most memory that it ever had resident, negative where that is unknown
 */
record Outcome(double accuracy, double trainSeconds, double cpuSeconds, long peakKilobytes) {
    private static final Path LINUX_STATUS = Path.of("/proc/self/status");
    private static final String PEAK = "VmHWM:";

    /** Of this process, now. */
    static Outcome now(double accuracy, double trainSeconds) throws IOException {
        Duration cpu = ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .orElseThrow(() -> new IllegalStateException("no processor time on this system"));
        return new Outcome(
                accuracy, trainSeconds, cpu.toNanos() / 1e9,
                Files.isReadable(LINUX_STATUS) ? peak(Files.readAllLines(LINUX_STATUS)) : -1);
    }

    /** The peak in lines such as {@code VmHWM:   123456 kB}. */
    static long peak(List<String> status) {
        for (String line : status) {
            if (line.startsWith(PEAK)) {
                return Long.parseLong(
                        line.substring(PEAK.length(), line.lastIndexOf("kB")).strip());
            }
        }
        return -1;
    }

    /** Written by hand: a library would be loaded within the time and memory that are measured. */
    String toJson() {
        return String.format(
                Locale.ROOT,
                "{\"accuracy\":%s,\"trainSeconds\":%s,\"cpuSeconds\":%s,\"peakKilobytes\":%d}",
                accuracy, trainSeconds, cpuSeconds, peakKilobytes);
    }

    static Outcome parse(String line) throws IOException {
        return new ObjectMapper().readValue(line, Outcome.class);
    }
}
