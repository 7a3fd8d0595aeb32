package dev.lanewise.kernel;

import static dev.lanewise.kernel.TeamFailureTest.assertUsable;
import static dev.lanewise.kernel.TeamFailureTest.expect;
import static dev.lanewise.kernel.TeamFailureTest.sleep;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Members of a team that work one behind the other. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeamRelayTest {
    private static final int THREADS = 3;

    private final RandomStream random = RandomStream.ofSeed(9);

    /**
     * Each item goes through the hands of all members in order, by plain fields; with pauses, so that
     * members fall asleep, and runs of other kinds between the relays.
     */
    @ParameterizedTest
    @CsvSource({"1, 100", "2, 1000", "3, 300", "8, 40"})
    void eachMemberGoesOnWithWhatTheOneBeforeItHasFinished(int threads, int relays) {
        int items = 23;
        try (Team team = Team.of(threads)) {
            long[] values = new long[items];
            int[] relay = {0};
            Team.Task task =
                    member -> {
                        for (int i = 0; i < items; i++) {
                            follow(team, member, i + 1);
                            values[i] = values[i] * 31 + member + relay[0];
                            pause((long) relay[0] << 20 | i << 8 | member);
                            team.advance(member, i + 1);
                        }
                    };
            long expected = 0;
            for (relay[0] = 0; relay[0] < relays; relay[0]++) {
                team.relay(task);
                for (int member = 0; member < threads; member++) {
                    expected = expected * 31 + member + relay[0];
                }
                long[] all = new long[items];
                Arrays.fill(all, expected);
                assertArrayEquals(all, values);
                if (relay[0] % 3 == 0) {
                    team.run(team::meet);
                }
            }
        }
    }

    /** Waits for the member before this one. */
    private static void follow(Team team, int member, long to) {
        if (member > 0) {
            team.follow(member, member - 1, to);
        }
    }

    /** Mostly none; one in 64 longer than a waiting member spins. */
    private void pause(long number) {
        if ((random.bits(number) & 63) == 0) {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 70_000) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aMemberThatHasEndedItsTaskHasComeAsFarAsAny() {
        try (Team team = Team.of(THREADS)) {
            int[] followed = new int[THREADS];
            team.relay(
                    member -> {
                        if (member > 0) {
                            sleep(member == 1 ? 0 : 2);
                            team.follow(member, member - 1, 1000);
                            followed[member]++;
                        } else {
                            sleep(2);
                        }
                    });
            assertArrayEquals(new int[] {0, 1, 1}, followed);
            assertUsable(team);
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 0", "0, 5", "1, 5", "2, 5"})
    void whoFollowsAMemberThatFailedIsToldSo(int failing, int handedOver) {
        IllegalArgumentException thrown = new IllegalArgumentException("of the task");
        AtomicIntegerArray done = new AtomicIntegerArray(THREADS);
        try (Team team = Team.of(THREADS)) {
            Throwable e =
                    assertThrows(
                            IllegalArgumentException.class,
                            () -> team.relay(
                                    member -> {
                                        for (int i = 0; i < 10; i++) {
                                            follow(team, member, i + 1);
                                            if (member == failing && i == handedOver) {
                                                while (done.get(THREADS - 1) < i) {
                                                    sleep(1);
                                                }
                                                sleep(2); // the others wait asleep
                                                throw thrown;
                                            }
                                            done.incrementAndGet(member);
                                            team.advance(member, i + 1);
                                        }
                                    }));
            assertSame(thrown, e);
            for (int member = 0; member < THREADS; member++) {
                int expected = member < failing ? 10 : handedOver;
                assertEquals(expected, done.get(member), "member " + member);
            }
            assertEquals(THREADS - 1 - failing, e.getSuppressed().length);
            for (int i = 0; i < e.getSuppressed().length; i++) {
                assertEquals(
                        "member " + failing + " has failed, and member " + (failing + i) + " ended",
                        e.getSuppressed()[i].getMessage());
            }
            assertUsable(team);
        }
    }

    @Test
    void membersAdvanceAndFollowInARelayOnlyAndInTheirOwnThread() {
        String advance = "advance(%d) outside a relay, or by another than this member";
        String follow = "follow(%d) outside a relay, or by another than this member";
        try (Team team = Team.of(THREADS)) {
            Team.Task refused =
                    member -> {
                        expect(advance.formatted(member), () -> team.advance(member, 1));
                        expect(follow.formatted(member), () -> team.follow(member, 0, 1));
                    };
            refused.run(0);
            team.run(refused);
            team.relay(
                    member -> {
                        for (int other : new int[] {-1, (member + 1) % THREADS, THREADS}) {
                            expect(advance.formatted(other), () -> team.advance(other, 1));
                            expect(follow.formatted(other), () -> team.follow(other, 0, 1));
                        }
                    });
            team.run(refused);
            refused.run(0);
            assertUsable(team);
        }
    }

    /** Also the first the last, who has then come as far as the first was before. */
    @Test
    void aMemberFollowsAnyOther() {
        long[] values = new long[THREADS];
        try (Team team = Team.of(THREADS)) {
            for (int relay = 0; relay < 1000; relay++) {
                team.relay(
                        member -> {
                            if (member > 0) {
                                team.follow(member, member - 1, 1);
                                values[member] = values[member - 1];
                            } else {
                                values[0]++;
                            }
                            team.advance(member, 1);
                            if (member == 0) {
                                team.follow(0, THREADS - 1, 1);
                                values[0] = values[THREADS - 1] + 1;
                            }
                        });
            }
            assertArrayEquals(new long[] {2000, 1999, 1999}, values);
            assertUsable(team);
        }
    }

    @Test
    void stepsBackAndMembersThatAreNoneAreNamed() {
        try (Team team = Team.of(THREADS)) {
            team.relay(
                    member -> {
                        team.advance(member, 5);
                        for (long to : new long[] {Long.MIN_VALUE, 0, 5, Long.MAX_VALUE}) {
                            IllegalArgumentException e =
                                    assertThrows(
                                            IllegalArgumentException.class,
                                            () -> team.advance(member, to));
                            assertEquals(
                                    "to is " + to + ", expected more than 5 and less than "
                                            + Long.MAX_VALUE,
                                    e.getMessage());
                        }
                        for (int other : new int[] {-1, member, THREADS}) {
                            IllegalArgumentException e =
                                    assertThrows(
                                            IllegalArgumentException.class,
                                            () -> team.follow(member, other, 1));
                            assertEquals(
                                    "other is " + other + ", expected from 0 to 2 and not "
                                            + member,
                                    e.getMessage());
                        }
                    });
            assertUsable(team);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void membersOfARelayMayMeet(boolean failing) {
        int[] values = new int[THREADS];
        try (Team team = Team.of(THREADS)) {
            Team.Task task =
                    member -> {
                        team.advance(member, 1);
                        team.meet(member);
                        values[member]++;
                        if (failing && member == 1) {
                            throw new IllegalArgumentException("of the task");
                        }
                        team.meet(member);
                        values[member]++;
                    };
            if (failing) {
                assertThrows(IllegalArgumentException.class, () -> team.relay(task));
                assertArrayEquals(new int[] {1, 1, 1}, values);
            } else {
                team.relay(task);
                assertArrayEquals(new int[] {2, 2, 2}, values);
            }
            assertUsable(team);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 4})
    void nothingIsAllocatedFromRelayToRelay(int threads) {
        try (Team team = Team.of(threads)) {
            long[] ids = new long[threads];
            team.run(member -> ids[member] = Thread.currentThread().threadId());
            ThreadMXBean bean = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            Team.Task task =
                    member -> {
                        for (int i = 1; i < 9; i++) {
                            follow(team, member, i);
                            pause(i);
                            team.advance(member, i);
                        }
                    };
            long[] before = {};
            long caller = 0;
            for (int run = 0; run < 600; run++) {
                if (run == 100) {
                    before = bean.getThreadAllocatedBytes(ids);
                    caller = bean.getCurrentThreadAllocatedBytes();
                }
                team.relay(task);
            }
            long callerAfter = bean.getCurrentThreadAllocatedBytes();
            long[] after = bean.getThreadAllocatedBytes(ids);
            assertEquals(caller, callerAfter, "caller");
            assertArrayEquals(
                    Arrays.copyOfRange(before, 1, threads), Arrays.copyOfRange(after, 1, threads));
        }
    }
}
