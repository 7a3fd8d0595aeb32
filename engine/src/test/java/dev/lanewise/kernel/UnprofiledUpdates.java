package dev.lanewise.kernel;

import com.sun.management.ThreadMXBean;
import dev.lanewise.Lanewise;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;

/**
 * A program that updates weights, by the {@link UpdateKind} that its argument names, until a round
 * of updates allocates nothing, and prints the least bytes that a round allocated. {@link
 * UnprofiledUpdatesTest} starts it.
 */
final class UnprofiledUpdates {
    private static final int N = 1000;
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(15);

    private UnprofiledUpdates() {}

    public static void main(String[] args) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        UpdateKind kind = UpdateKind.valueOf(args[0]);
        UpdateKernel kernel = kind.kernel.apply(Lanewise.vectorKernels());
        float[] weights = Slice.random(1, N, 1).values();
        float[] gradients = Slice.random(2, N, 1).values();
        float[] state = new float[kind.slots * N];
        kernel.begin(1, 1e-3);
        long start = System.nanoTime();
        long least = Long.MAX_VALUE;
        while (least > 0 && System.nanoTime() - start < PATIENCE) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < 50; i++) {
                kernel.update(weights, 0, gradients, 0, state, 0, N, N);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        System.out.println(least);
    }
}
