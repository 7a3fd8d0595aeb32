package dev.lanewise.kernel;

import dev.lanewise.internal.Checks;
import java.util.Arrays;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Threads that run one task together, again and again, for work that is over in microseconds.
 *
 * {@snippet :
 * try (Team team = Team.of(2)) {
 *     team.run(member -> {
 *         fill(member); // each member its half
 *         team.meet(member); // from here on both halves are there
 *         use(member);
 *     });
 * }
 * }
 *
 * <p>Member 0 is whoever calls {@link #run}; the others are daemon threads of the team, called
 * lanewise-1, lanewise-2 and so on. A run allocates nothing. What the caller wrote before it is
 * seen by all members, what a member wrote before a meeting by all members after it, and what
 * members wrote in a run by the caller after it.
 *
 * <p>In a {@link #relay} members can also work one behind the other, each on what the one before it
 * has finished.
 *
 * <p>Who waits, for the next run or for another member, spins for 50 microseconds and then parks.
 * So runs that follow each other closely cost little, and a team without work costs nothing. Where
 * members outnumber processors they spin for 2, and a run costs tens of microseconds.
 *
 * <p>A team serves one caller at a time. It holds a task only while the task runs, so it keeps
 * nobody else's data alive. One that is forgotten without {@link #close} leaves its threads parked
 * for as long as the process lives; being daemons, they do not hold up its end.
 */
public final class Team implements AutoCloseable {
    /** What each member does. */
    @FunctionalInterface
    public interface Task {
        /**
         * Does one member's part.
         *
         * @param member from 0, the caller of the run, to {@code threads() - 1}
         */
        void run(int member);
    }

    private static final int IDLE = 0;
    private static final int RUNNING = 1;
    private static final int CLOSED = 2;

    /** The start of a run that never comes. */
    private static final long NO_MORE_RUNS = Long.MAX_VALUE;

    /** How far a member has come in a relay once its task has ended. */
    private static final long ENDED = Long.MAX_VALUE;

    private static final int NOBODY = -1;

    private final int threads;

    /** The thread of each member; that of member 0 only during a run. */
    private final Thread[] members;

    /**
     * The mark of each member, behind them, at {@code threads}, the start of the newest run, and then
     * how far each member has come in a relay, 0 before each of them.
     *
     * <p>Starts and meetings are even numbers: a run that starts with s has the meetings s + 2,
     * s + 4 and so on. A member that comes to meeting m sets its mark to m, one that ends its task
     * instead to m + 1. The next run starts above all marks, so a member's mark is of an earlier
     * run until it meets or ends.
     */
    private final Marks marks;

    private final AtomicInteger state = new AtomicInteger(IDLE);
    private final AtomicInteger firstToFail = new AtomicInteger(NOBODY);

    /** What each member has thrown in this run; written before its next mark. */
    private final Throwable[] thrown;

    /** What the workers read once they see the start that is set after it. */
    private Task task;

    /** Whether the run is a relay; as the task. */
    private boolean relay;

    private long nextStart = 2;

    private Team(int threads) {
        this.threads = threads;
        members = new Thread[threads];
        for (int i = 1; i < threads; i++) {
            int member = i;
            // inherits nothing from the thread that happens to make the team, lest it be kept alive
            members[member] =
                    Thread.ofPlatform()
                            .name("lanewise-" + member)
                            .daemon()
                            .inheritInheritableThreadLocals(false)
                            .unstarted(() -> work(member));
        }
        marks = new Marks(2 * threads + 1, members);
        thrown = new Throwable[threads];
    }

    /**
     * Starts a team: one thread less than it has members, since the caller of a run is one.
     *
     * @param threads number of members, from 1, which starts no thread, to 256
     */
    public static Team of(int threads) {
        Checks.threads(threads);
        Team team = new Team(threads);
        try {
            for (int member = 1; member < threads; member++) {
                team.members[member].start();
            }
        } catch (Throwable e) {
            team.close(); // ends those that did start before the system had no more
            throw e;
        }
        return team;
    }

    /** Number of members. */
    public int threads() {
        return threads;
    }

    /**
     * Runs the task in every member and returns when all have ended.
     *
     * <p>Where a member throws, the others still run to their ends, though they cannot
     * {@link #meet} any more. Then the first in time of what was thrown is thrown from here, as it
     * is, with what other members threw suppressed; the team remains usable. An interrupt does not
     * shorten the wait: the caller's interrupt status stays as it is, a worker's lasts for the
     * rest of its task.
     *
     * @throws IllegalStateException inside a run of the same team, while another thread runs it,
     *     and after it was closed
     */
    public void run(Task task) {
        run(task, false);
    }

    /**
     * Does what {@link #run} does, and lets members {@link #advance} and {@link #follow} meanwhile.
     *
     * @throws IllegalStateException as {@link #run}
     */
    public void relay(Task task) {
        run(task, true);
    }

    private void run(Task task, boolean relay) {
        Objects.requireNonNull(task, "task");
        int before = state.compareAndExchange(IDLE, RUNNING);
        if (before != IDLE) {
            throw refusal("run", before);
        }
        long start = nextStart;
        members[0] = Thread.currentThread();
        this.task = task;
        this.relay = relay;
        for (int member = 0; relay && member < threads; member++) {
            marks.restart(progress(member));
        }
        marks.set(threads, start);
        perform(0);
        awaitEnds(start);
        this.task = null;
        members[0] = null;
        Throwable failure = firstToFail.get() == NOBODY ? null : takeFailure();
        state.set(IDLE);
        if (failure != null) {
            Team.<RuntimeException>rethrow(failure);
        }
    }

    /**
     * Waits inside a task until all members have come to this meeting.
     *
     * <p>All members meet the same number of times in a run. Once one has failed, or has ended its
     * task while others meet, the rest of the run has no meetings: who comes to one gets an
     * exception, and nobody waits for good.
     *
     * @param member the number that the task was given
     * @throws IllegalStateException where another member failed or does not come, and where this is
     *     not the thread of the given member inside a run
     */
    public void meet(int member) {
        checkMember(member, true, "meet", "run");
        if (firstToFail.get() != NOBODY) {
            throw noMeeting();
        }
        long meeting = time(member) + 2;
        // Member 0 waits for all, then all for member 0: who meets looks at few marks, and whether
        // there is a meeting is the same for everybody.
        if (member == 0) {
            for (int other = 1; other < threads; other++) {
                awaitAtMeeting(0, other, meeting);
            }
            marks.set(0, meeting);
        } else {
            marks.set(member, meeting);
            awaitAtMeeting(member, 0, meeting);
        }
    }

    private void awaitAtMeeting(int member, int other, long meeting) {
        if (marks.await(member, other, meeting) == meeting + 1) {
            if (firstToFail.get() != NOBODY) {
                throw noMeeting();
            }
            String cause = "member " + other + " ended its task instead of meeting the others";
            IllegalStateException e = new IllegalStateException(cause);
            fail(member, e); // here too, as the task may catch it
            throw e;
        }
    }

    /**
     * Tells the others how far this member has come in a relay; what it wrote before is seen by who
     * follows it so far.
     *
     * @param member the number that the task was given
     * @param to more than before; each relay begins at 0
     * @throws IllegalArgumentException where it is not more
     * @throws IllegalStateException where this is not the thread of the given member inside a relay
     */
    public void advance(int member, long to) {
        checkMember(member, relay, "advance", "relay");
        long before = marks.get(progress(member));
        if (to <= before || to == ENDED) {
            throw new IllegalArgumentException(
                    "to is " + to + ", expected more than " + before + " and less than " + ENDED);
        }
        marks.set(progress(member), to);
    }

    /**
     * Waits inside a relay until another member has come so far, or has ended its task.
     *
     * @param member the number that the task was given
     * @param other the number of the member to wait for
     * @throws IllegalArgumentException where that is no other member of the team
     * @throws IllegalStateException where the other member has ended and some member has failed, even
     *     if the other had come so far; and where this is not the thread of the given member inside a
     *     relay
     */
    public void follow(int member, int other, long to) {
        checkMember(member, relay, "follow", "relay");
        if (other < 0 || other >= threads || other == member) {
            throw new IllegalArgumentException(
                    "other is " + other + ", expected from 0 to " + (threads - 1) + " and not "
                            + member);
        }
        if (marks.await(member, progress(other), to) == ENDED && firstToFail.get() != NOBODY) {
            throw new IllegalStateException(
                    "member " + firstToFail + " has failed, and member " + other + " ended");
        }
    }

    /** The mark of how far a member has come in a relay. */
    private int progress(int member) {
        return threads + 1 + member;
    }

    private void checkMember(int member, boolean inside, String call, String expected) {
        if (!inside || member < 0 || member >= threads
                || members[member] != Thread.currentThread()) {
            throw new IllegalStateException(
                    call + "(" + member + ") outside a " + expected
                            + ", or by another than this member");
        }
    }

    private IllegalStateException noMeeting() {
        return new IllegalStateException("no meeting: member " + firstToFail + " has failed");
    }

    /**
     * Ends the threads and waits until they have ended; does nothing where that is done.
     *
     * @throws IllegalStateException while a run is in progress; the run is not disturbed
     */
    @Override
    public void close() {
        int before = state.compareAndExchange(IDLE, CLOSED);
        if (before == RUNNING) {
            throw refusal("close", before);
        }
        if (before == IDLE) {
            marks.set(threads, NO_MORE_RUNS);
        }
        boolean interrupted = false;
        for (int member = 1; member < threads; member++) {
            while (members[member].isAlive()) {
                try {
                    members[member].join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static IllegalStateException refusal(String what, int state) {
        return new IllegalStateException(
                what + (state == CLOSED ? " after close" : " while a run is in progress"));
    }

    /** The life of a worker. */
    private void work(int member) {
        long start = marks.await(member, threads, 1);
        while (start != NO_MORE_RUNS) {
            Thread.interrupted(); // was meant for an earlier task, or for none
            perform(member);
            start = marks.await(member, threads, start + 1);
        }
    }

    private void perform(int member) {
        try {
            task.run(member);
        } catch (Throwable e) {
            fail(member, e);
        }
        if (relay) {
            marks.set(progress(member), ENDED);
        }
        marks.set(member, time(member) + 3);
    }

    /** The start of the run in progress, or the last meeting that the member came to in it. */
    private long time(int member) {
        return Math.max(marks.get(threads), marks.get(member));
    }

    private void fail(int member, Throwable e) {
        thrown[member] = e;
        firstToFail.compareAndSet(NOBODY, member);
    }

    /** For member 0, after its own part. */
    private void awaitEnds(long start) {
        long last = marks.get(0);
        for (int other = 1; other < threads; other++) {
            long mark = start;
            do {
                mark = marks.await(0, other, mark + 1);
            } while ((mark & 1) == 0); // still at a meeting
            last = Math.max(last, mark);
        }
        nextStart = last + 1;
    }

    private Throwable takeFailure() {
        Throwable first = thrown[firstToFail.get()];
        for (Throwable e : thrown) {
            if (e != null && e != first) {
                first.addSuppressed(e);
            }
        }
        Arrays.fill(thrown, null);
        firstToFail.set(NOBODY);
        return first;
    }

    /** As it is, since a task written in another language may throw what ours cannot declare. */
    @SuppressWarnings("unchecked")
    private static <E extends Throwable> void rethrow(Throwable e) throws E {
        throw (E) e;
    }
}
