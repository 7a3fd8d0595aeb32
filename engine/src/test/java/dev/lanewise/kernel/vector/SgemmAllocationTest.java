package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Sgemm.Epilogue;
import dev.lanewise.kernel.Team;
import java.lang.management.ManagementFactory;
import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Once C2 has compiled the loops, products allocate nothing, alone or in a team. */
class SgemmAllocationTest {
    private static final long PATIENCE = 30_000_000_000L;
    private static final int[][] SIZES =
            {{45, 100, 40}, {1, 90, 60}, {100, 5, 70}, {100, 10, 70}, {40, 70, 10},
                {200, 200, 200}, {7, 13, 5}, {100, 1, 70}};

    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void aloneNothingIsAllocated() {
        assertSettles(new VectorSgemm(Blocking.CURRENT));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void inATeamTheCallerAllocatesNothing(boolean training) {
        try (Team team = Team.of(2)) {
            assertSettles(new VectorSgemm(Blocking.CURRENT, team, training));
        }
    }

    /** All forms and sizes, until a hundred rounds in a row allocate nothing. */
    private void assertSettles(Sgemm sgemm) {
        assumeTrue(
                FloatVector.SPECIES_PREFERRED.length() >= Lanes.COUNT,
                "this JVM has no vector instructions");
        float[] c = new float[200 * 200];
        float[] a = new float[200 * 200];
        float[] b = new float[200 * 200];
        long start = System.nanoTime();
        long allocated;
        do {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int round = 0; round < 100; round++) {
                for (int[] size : SIZES) {
                    int m = size[0];
                    int n = size[1];
                    int k = size[2];
                    sgemm.nn(c, 0, n, a, 0, k, b, 0, n, m, n, k, false);
                    sgemm.tn(c, 0, n, a, 0, m, b, 0, n, m, n, k, true);
                    sgemm.nt(c, 0, n, a, 0, k, b, 0, k, m, n, k, false);
                    sgemm.tn(a, 0, m, b, 0, n, m, n, k, Epilogue.NONE);
                }
            }
            allocated = threads.getCurrentThreadAllocatedBytes() - before;
        } while (allocated > 0 && System.nanoTime() - start < PATIENCE);
        assertEquals(0, allocated, "bytes allocated by the last hundred rounds");
    }
}
