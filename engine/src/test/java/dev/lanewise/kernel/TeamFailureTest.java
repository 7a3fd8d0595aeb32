package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.util.Arrays;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a team does where members fail. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TeamFailureTest {
    private static final int THREADS = 3;

    private final Team team = Team.of(THREADS);

    @AfterEach
    void close() {
        team.close();
    }

    private void assertUsable() {
        assertUsable(team);
    }

    /** After everything that goes wrong, the next run goes right. */
    static void assertUsable(Team team) {
        int[] seen = new int[team.threads()];
        int[] sums = new int[team.threads()];
        team.run(
                member -> {
                    assertFalse(Thread.currentThread().isInterrupted());
                    seen[member] = member + 1;
                    team.meet(member);
                    sums[member] = Arrays.stream(seen).sum();
                    team.meet(member);
                });
        int members = team.threads();
        int[] expected = new int[members];
        Arrays.fill(expected, members * (members + 1) / 2);
        assertArrayEquals(expected, sums);
    }

    static void expect(String message, Executable call) {
        IllegalStateException e = assertThrows(IllegalStateException.class, call);
        assertEquals(message, e.getMessage());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void whatAMemberThrowsIsThrownAsItIsWhenTheOthersHaveEnded(int failing) {
        for (Throwable thrown : new Throwable[] {
            new IllegalArgumentException("of the task"), new AssertionError(),
            new IOException("checked")}) {
            boolean[] ended = new boolean[THREADS];
            Throwable e =
                    assertThrows(
                            Throwable.class,
                            () -> team.run(
                                    member -> {
                                        if (member == failing) {
                                            TeamFailureTest.<RuntimeException>raise(thrown);
                                        }
                                        sleep(2);
                                        ended[member] = true;
                                    }));
            assertSame(thrown, e);
            assertEquals(0, e.getSuppressed().length);
            boolean[] others = {true, true, true};
            others[failing] = false;
            assertArrayEquals(others, ended);
            assertUsable();
        }
    }

    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void raise(Throwable e) throws E {
        throw (E) e;
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theFirstOfSeveralExceptionsIsThrownWithTheOthersSuppressed() {
        RuntimeException[] own = new RuntimeException[THREADS];
        Arrays.setAll(own, member -> new RuntimeException("of member " + member));
        Throwable e =
                assertThrows(
                        RuntimeException.class,
                        () -> team.run(
                                member -> {
                                    if (member != 1) { // no meeting: so 1 is the first to fail
                                        assertThrows(
                                                IllegalStateException.class,
                                                () -> team.meet(member));
                                    }
                                    throw own[member];
                                }));
        assertSame(own[1], e);
        assertArrayEquals(new Throwable[] {own[0], own[2]}, e.getSuppressed());
        assertUsable();
    }

    @Test
    void whatWasThrownInOneRunIsForgottenInTheNext() {
        for (int i = 0; i < THREADS; i++) {
            int fine = i; // members that do not fail
            Throwable e =
                    assertThrows(
                            IndexOutOfBoundsException.class,
                            () -> team.run(member -> Objects.checkIndex(member, fine)));
            assertEquals(THREADS - fine - 1, e.getSuppressed().length);
        }
    }

    @Test
    void membersMayThrowOneAndTheSameException() {
        RuntimeException shared = new RuntimeException();
        Team.Task task =
                member -> {
                    throw shared;
                };
        for (int run = 0; run < 100; run++) {
            assertSame(shared, assertThrows(RuntimeException.class, () -> team.run(task)));
        }
        assertEquals(0, shared.getSuppressed().length);
        assertUsable();
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "1, 0", "2, 0", "0, 1", "1, 1", "2, 1", "0, 7", "1, 7", "2, 7"})
    void aMemberThatFailsEndsTheMeetingsOfAll(int failing, int meetings) {
        IllegalArgumentException thrown = new IllegalArgumentException("of the task");
        int[] met = new int[THREADS];
        String noMeeting = "no meeting: member " + failing + " has failed";
        Throwable e =
                assertThrows(
                        IllegalArgumentException.class,
                        () -> team.run(
                                member -> {
                                    for (int i = 0; i < meetings; i++) {
                                        team.meet(member);
                                        met[member]++;
                                    }
                                    if (member == failing) {
                                        sleep(meetings % 2 * 2); // the others wait asleep
                                        throw thrown;
                                    }
                                    expect(noMeeting, () -> team.meet(member));
                                    team.meet(member); // again: does not wait either
                                    met[member]++;
                                }));
        assertSame(thrown, e);
        assertArrayEquals(new int[] {meetings, meetings, meetings}, met);
        assertEquals(THREADS - 1, e.getSuppressed().length);
        for (Throwable suppressed : e.getSuppressed()) {
            assertEquals(noMeeting, suppressed.getMessage());
        }
        assertUsable();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void aMemberThatDoesNotComeToAMeetingIsReportedEvenIfTheOthersCatchIt(int missing) {
        IllegalStateException e =
                assertThrows(
                        IllegalStateException.class,
                        () -> team.run(
                                member -> {
                                    team.meet(member);
                                    for (int i = 0; i < 3 && member != missing; i++) {
                                        assertThrows(
                                                IllegalStateException.class,
                                                () -> team.meet(member));
                                    }
                                }));
        assertEquals(
                "member " + missing + " ended its task instead of meeting the others",
                e.getMessage());
        assertUsable();
    }
}
