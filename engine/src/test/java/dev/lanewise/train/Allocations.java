package dev.lanewise.train;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Bytes that threads allocate. */
public final class Allocations {
    private static final ThreadMXBean THREADS =
            (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private Allocations() {}

    /** Bytes that this thread and the given ones have allocated so far. */
    static long bytes(List<Thread> others) {
        long sum = THREADS.getCurrentThreadAllocatedBytes();
        for (int i = 0; i < others.size(); i++) { // an iterator would be an object
            sum += THREADS.getThreadAllocatedBytes(others.get(i).threadId());
        }
        return sum;
    }

    /**
     * Interpreted vector code allocates a box an operation, by the nature of the Vector API; what
     * counts is the code that C2 makes of it, and that it makes it. So: rounds until one is free of
     * allocation, which must come within a time that is long beside any compilation: processor time
     * of this JVM with its compilers, since on a busy machine the clock says little of what they
     * have got.
     */
    public static void assertSettleAtNone(String what, Runnable run, List<Thread> others) {
        long deadline = SYSTEM.getProcessCpuTime() + TimeUnit.SECONDS.toNanos(20);
        long allocated;
        do {
            long before = bytes(others);
            for (int i = 0; i < 50; i++) {
                run.run();
            }
            allocated = bytes(others) - before;
        } while (allocated > 0 && SYSTEM.getProcessCpuTime() < deadline);
        assertEquals(0, allocated, what + ": bytes in 50 calls");
    }
}
