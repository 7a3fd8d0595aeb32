package dev.lanewise.kernel;

import static dev.lanewise.kernel.TeamFailureTest.expect;
import static dev.lanewise.kernel.TeamFailureTest.sleep;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a team does where it is misused, closed or interrupted. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeamMisuseTest {
    private static final int THREADS = 3;

    private final Team team = Team.of(THREADS);

    @AfterEach
    void close() {
        team.close();
    }

    private void assertUsable() {
        TeamFailureTest.assertUsable(team);
    }

    @Test
    void onlyTheThreadOfAMemberMeetsAndOnlyInARun() {
        String message = "meet(%d) outside a run, or by another than this member";
        expect(message.formatted(0), () -> team.meet(0));
        expect(message.formatted(1), () -> team.meet(1));
        team.run(
                member -> {
                    for (int other : new int[] {-1, (member + 1) % THREADS, THREADS}) {
                        expect(message.formatted(other), () -> team.meet(other));
                    }
                });
        expect(message.formatted(0), () -> team.meet(0));
        assertUsable();
    }

    @Test
    void aRunInsideARunAndACloseInsideARunAreRefused() {
        Team.Task nothing = member -> {};
        team.run(
                member -> {
                    expect("run while a run is in progress", () -> team.run(nothing));
                    expect("close while a run is in progress", team::close);
                });
        assertUsable();
    }

    @Test
    void aRunInsideARunOfAnotherTeamIsFine() {
        int[] runs = {0, 0};
        try (Team inner = Team.of(2)) {
            team.run(
                    member -> {
                        if (member == 1) {
                            inner.run(innerMember -> runs[innerMember]++);
                        }
                    });
        }
        assertArrayEquals(new int[] {1, 1}, runs);
    }

    @Test
    void whileOneThreadRunsOthersMayNeitherRunNorClose() throws InterruptedException {
        CountDownLatch running = new CountDownLatch(THREADS);
        CountDownLatch go = new CountDownLatch(1);
        int[] ended = new int[THREADS];
        Thread caller =
                new Thread(
                        () -> team.run(
                                member -> {
                                    running.countDown();
                                    await(go);
                                    ended[member]++;
                                }));
        caller.start();
        await(running);
        expect("run while a run is in progress", () -> team.run(member -> ended[member] = -1));
        expect("close while a run is in progress", team::close);
        go.countDown();
        caller.join();
        assertArrayEquals(new int[] {1, 1, 1}, ended);
        assertUsable();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(10, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void closeEndsTheThreadsAndNothingRunsAfterIt(boolean asleep) throws InterruptedException {
        Thread[] threads = new Thread[THREADS];
        team.run(member -> threads[member] = Thread.currentThread());
        sleep(asleep ? 5 : 0);
        Thread closer = new Thread(team::close);
        closer.start();
        team.close();
        for (int member = 1; member < THREADS; member++) {
            assertFalse(threads[member].isAlive());
        }
        closer.join();
        team.close();
        expect("run after close", () -> team.run(member -> {}));
        expect("meet(0) outside a run, or by another than this member", () -> team.meet(0));
    }

    @Test
    void aTeamThatNeverRanCanBeClosed() {
        for (int threads : new int[] {1, 2, 8}) {
            Team.of(threads).close();
        }
    }

    @Test
    void aTaskMustBeThere() {
        assertEquals(
                "task",
                assertThrows(NullPointerException.class, () -> team.run(null)).getMessage());
        assertUsable();
    }

    @Test
    void anInterruptedCallerWaitsAllTheSameAndStaysInterrupted() {
        Thread caller = Thread.currentThread();
        boolean[] ended = new boolean[THREADS];
        for (int run = 0; run < 2; run++) {
            team.run(
                    member -> {
                        caller.interrupt();
                        sleepUninterrupted(member);
                        team.meet(member);
                        sleepUninterrupted(member);
                        ended[member] = true;
                    });
            assertTrue(Thread.interrupted(), "still interrupted");
            assertArrayEquals(new boolean[] {true, true, true}, ended);
            Arrays.fill(ended, false);
        }
        assertUsable();
    }

    /** Long enough for the caller to fall asleep, but not in the caller. */
    private static void sleepUninterrupted(int member) {
        if (member != 0) {
            sleep(5);
        }
    }

    @Test
    void anInterruptedCallerSleepsWhileItWaits() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        Thread.currentThread().interrupt();
        long before = threads.getCurrentThreadCpuTime();
        team.run(
                member -> {
                    if (member == 1) {
                        sleep(40);
                    }
                });
        long used = threads.getCurrentThreadCpuTime() - before;
        assertTrue(Thread.interrupted(), "still interrupted");
        assertTrue(used < TimeUnit.MILLISECONDS.toNanos(10), used + " ns");
    }

    @Test
    void anInterruptedCloserWaitsAllTheSameAndStaysInterrupted() {
        Thread[] threads = new Thread[THREADS];
        team.run(member -> threads[member] = Thread.currentThread());
        sleep(5); // asleep, the workers cannot end before they are waited for
        Thread.currentThread().interrupt();
        team.close();
        assertTrue(Thread.interrupted(), "still interrupted");
        assertFalse(threads[1].isAlive() || threads[2].isAlive());
    }

    @Test
    void anInterruptOfAWorkerLastsToTheEndOfItsTask() {
        Thread[] threads = new Thread[THREADS];
        boolean[] interrupted = new boolean[THREADS];
        team.run(
                member -> {
                    threads[member] = Thread.currentThread();
                    if (member == 1) {
                        Thread.currentThread().interrupt();
                    }
                    sleepUninterrupted(member == 2 ? 2 : 0);
                    team.meet(member);
                    interrupted[member] = Thread.currentThread().isInterrupted();
                });
        assertArrayEquals(new boolean[] {false, true, false}, interrupted);
        for (int i = 0; i < 20; i++) { // between runs it means nothing
            sleep(i % 3);
            threads[2].interrupt();
            assertTrue(threads[2].isAlive());
        }
        sleep(2);
        assertUsable();
    }
}
