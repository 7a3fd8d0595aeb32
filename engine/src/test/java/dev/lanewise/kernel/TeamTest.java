package dev.lanewise.kernel;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a team does where nothing goes wrong. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeamTest {
    /** Longer than a waiting member spins. */
    private static final long LONG_NANOS = 100_000;

    /** How long a waiting member spins. */
    private static final long SPIN_NANOS = 50_000;

    private final RandomStream random = RandomStream.ofSeed(7);

    @Test
    void numbersOfThreadsOutOfRangeAreNamed() {
        for (int threads : new int[] {Integer.MIN_VALUE, -1, 0, 257}) {
            IllegalArgumentException e =
                    assertThrows(IllegalArgumentException.class, () -> Team.of(threads));
            assertEquals("threads is " + threads + ", expected from 1 to 256", e.getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5, 256})
    void everyMemberRunsOnceInItsOwnThread(int threads) {
        try (Team team = Team.of(threads)) {
            assertEquals(threads, team.threads());
            Thread[] first = threadsOf(team);
            int[] runs = new int[threads];
            team.run(member -> runs[member]++);
            int[] once = new int[threads];
            Arrays.fill(once, 1);
            assertArrayEquals(once, runs);
            assertArrayEquals(first, threadsOf(team), "the same threads in the next run");
            assertSame(Thread.currentThread(), first[0]);
            for (int member = 1; member < threads; member++) {
                assertEquals("lanewise-" + member, first[member].getName());
                assertTrue(first[member].isDaemon());
            }
        }
    }

    @Test
    void aTeamOfOneStartsNoThread() {
        Set<Thread> before = workers();
        try (Team team = Team.of(1)) {
            team.run(team::meet);
            assertEquals(before, workers());
        }
    }

    /**
     * A hundred thousand runs that read and write plain fields, so that a member that misses a run,
     * runs twice or sees something old changes the checksum; with pauses, so that now the caller
     * and now another member falls asleep or is just about to.
     */
    @ParameterizedTest
    @CsvSource({"2, 100000", "3, 20000", "8, 5000"})
    void everythingWrittenBeforeARunAndInItIsSeen(int threads, int runs) {
        try (Team team = Team.of(threads)) {
            long[] sums = new long[threads];
            long[] input = {0};
            Team.Task task =
                    member -> {
                        if (input[0] % threads == member) {
                            pause(~input[0]);
                        }
                        sums[member] += random.bits(input[0]) * (member + 1);
                    };
            long expected = 0;
            for (int run = 1; run <= runs; run++) {
                input[0] = run;
                pause(run);
                team.run(task);
                expected += random.bits(run);
                for (int member = 0; member < threads; member++) {
                    assertEquals(expected * (member + 1), sums[member], "member " + member);
                }
            }
        }
    }

    /** Mostly none, one in eight about as long as a member spins, a few much longer. */
    private void pause(long number) {
        long bits = random.bits(number);
        long nanos = 0;
        if ((bits & 7) == 0) {
            nanos = SPIN_NANOS * 9 / 10 + (bits >>> 8) % (SPIN_NANOS / 4);
        } else if ((bits & 255) == 1) {
            nanos = 2 * LONG_NANOS;
        }
        compute(nanos);
    }

    private static void compute(long nanos) {
        long start = System.nanoTime();
        while (System.nanoTime() - start < nanos) {
            Thread.onSpinWait();
        }
    }

    /** Each member counts on from what its neighbour had at the meeting before. */
    @ParameterizedTest
    @CsvSource({"1, 1000", "2, 10000", "3, 2000", "8, 500"})
    void afterAMeetingEverybodySeesWhatWasWrittenBeforeIt(int threads, int meetings) {
        try (Team team = Team.of(threads)) {
            long[][] cells = new long[2][threads];
            Team.Task task =
                    member -> {
                        for (int i = 0; i < meetings; i++) {
                            if (i % threads == member) {
                                pause(i);
                            }
                            long neighbour = cells[i & 1][(member + 1) % threads];
                            cells[~i & 1][member] = neighbour * 31 + member;
                            team.meet(member);
                        }
                    };
            long[] expected = new long[threads];
            for (int run = 0; run < 3; run++) {
                team.run(task);
                for (int i = 0; i < meetings; i++) {
                    long[] before = expected.clone();
                    for (int member = 0; member < threads; member++) {
                        expected[member] = before[(member + 1) % threads] * 31 + member;
                    }
                }
                assertArrayEquals(expected, cells[meetings & 1]);
            }
        }
    }

    @Test
    void runsOfAnyNumberOfMeetingsFollowEachOther() {
        try (Team team = Team.of(3)) {
            int[] met = new int[3];
            int expected = 0;
            for (int run = 0; run < 500; run++) {
                int meetings = run % 4;
                team.run(
                        member -> {
                            for (int i = 0; i < meetings; i++) {
                                team.meet(member);
                                met[member]++;
                            }
                        });
                expected += meetings;
                assertArrayEquals(new int[] {expected, expected, expected}, met);
            }
        }
    }

    @Test
    void threadsMayTakeTurnsInCalling() throws InterruptedException {
        try (Team team = Team.of(2)) {
            int[] runs = {0, 0};
            for (int run = 0; run < 50; run++) {
                Thread caller =
                        new Thread(
                                () -> team.run(
                                        member -> {
                                            team.meet(member);
                                            runs[member]++;
                                        }));
                caller.start();
                caller.join();
            }
            assertArrayEquals(new int[] {50, 50}, runs);
        }
    }

    @Test
    void aTeamWithoutWorkSleeps() {
        try (Team team = Team.of(2)) {
            Thread worker = threadsOf(team)[1];
            await("sleep", () -> worker.getState() == Thread.State.WAITING);
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long before = threads.getThreadCpuTime(worker.threadId());
            long waited = TimeUnit.MILLISECONDS.toNanos(40);
            compute(waited);
            long used = threads.getThreadCpuTime(worker.threadId()) - before;
            assertTrue(used < waited / 20, used + " ns");
        }
    }

    /** With pauses, so that the ways through sleep are among what is counted. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void nothingIsAllocatedFromRunToRun(int size) {
        try (Team team = Team.of(size)) {
            long[] ids = Arrays.stream(threadsOf(team)).mapToLong(Thread::threadId).toArray();
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            Team.Task task =
                    member -> {
                        team.meet(member);
                        compute(member == 0 ? 0 : LONG_NANOS);
                        team.meet(member);
                        compute(member == 0 ? LONG_NANOS : 0);
                    };
            long[] allocated = new long[2];
            long[] before = {};
            for (int run = 0; run < 600; run++) {
                if (run == 100) {
                    before = threads.getThreadAllocatedBytes(ids);
                    allocated[0] = threads.getCurrentThreadAllocatedBytes();
                }
                team.run(task);
                compute(run % 2 * LONG_NANOS);
            }
            allocated[1] = threads.getCurrentThreadAllocatedBytes();
            long[] after = threads.getThreadAllocatedBytes(ids);
            assertEquals(allocated[0], allocated[1], "caller");
            assertArrayEquals(
                    Arrays.copyOfRange(before, 1, size), Arrays.copyOfRange(after, 1, size));
        }
    }

    @Test
    void aTaskIsForgottenAfterItsRun() {
        try (Team team = Team.of(2)) {
            WeakReference<float[]> owned = runWithArray(team);
            await(
                    "collection",
                    () -> {
                        System.gc();
                        return owned.get() == null;
                    });
        }
    }

    private static WeakReference<float[]> runWithArray(Team team) {
        float[] array = new float[1000];
        team.run(member -> array[member]++);
        return new WeakReference<>(array);
    }

    @Test
    void workersInheritNothingFromTheMakerOfTheTeam() {
        InheritableThreadLocal<Object> local = new InheritableThreadLocal<>();
        local.set("kept");
        ClassLoader[] loaders = new ClassLoader[2];
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(new ClassLoader(before) {});
        try (Team team = Team.of(2)) {
            Object[] seen = new Object[2];
            team.run(
                    member -> {
                        seen[member] = local.get();
                        loaders[member] = Thread.currentThread().getContextClassLoader();
                    });
            assertEquals("kept", seen[0]);
            assertNull(seen[1]);
            assertFalse(loaders[1] == loaders[0]);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static Thread[] threadsOf(Team team) {
        Thread[] threads = new Thread[team.threads()];
        team.run(member -> threads[member] = Thread.currentThread());
        return threads;
    }

    private static Set<Thread> workers() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("lanewise-"))
                .collect(toSet());
    }

    private static void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean()) {
            assertTrue(System.nanoTime() < deadline, "no " + what + " within ten seconds");
            Thread.yield();
        }
    }
}
