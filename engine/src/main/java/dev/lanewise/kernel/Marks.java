package dev.lanewise.kernel;

import java.util.Arrays;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;

/**
 * Numbers that grow, by which the members of a {@link Team} tell each other how far they are.
 *
 * <p>Each mark has one writer at a time; everybody may read it and wait until it reaches a value.
 * Writes and reads are volatile: who sees a mark sees all that its writer did before it set it.
 */
final class Marks {
    /** Elements between two marks: 128 bytes, as processors fetch cache lines in pairs. */
    private static final int STRIDE = 16;

    /** How long a wait spins before it sleeps: about what it costs to wake a thread. */
    private static final long SPIN_NANOS = 50_000;

    /** The same where members share processors, and who spins may hold up whom it waits for. */
    private static final long CROWDED_SPIN_NANOS = 2_000;

    private static final int NOTHING = -1;

    private final AtomicLongArray marks;

    /** The mark for which each member sleeps or is about to sleep, or {@link #NOTHING}. */
    private final AtomicIntegerArray awaited;

    private final Thread[] members;
    private final long spinNanos;

    /**
     * Marks of 0.
     *
     * @param count of marks
     * @param members the threads that may wait, each put there before it does; not copied
     */
    Marks(int count, Thread[] members) {
        this.marks = new AtomicLongArray((count + 1) * STRIDE);
        int[] nothing = new int[members.length];
        Arrays.fill(nothing, NOTHING);
        this.awaited = new AtomicIntegerArray(nothing);
        this.members = members;
        boolean crowded = members.length > Runtime.getRuntime().availableProcessors();
        this.spinNanos = crowded ? CROWDED_SPIN_NANOS : SPIN_NANOS;
    }

    /** The mark as it stands. */
    long get(int mark) {
        return marks.get((mark + 1) * STRIDE);
    }

    /**
     * Sets a mark and wakes the members that sleep for it.
     *
     * <p>No wake-up is lost. Here the mark is written and then {@code awaited} read, in
     * {@link #sleep} {@code awaited} is written and then the mark read; being volatile, the four
     * come in one order that all threads agree on. Where our read precedes the sleeper's write, our
     * write precedes its read, which finds the mark set, so it does not park. Otherwise we see that
     * it sleeps or is about to, and unpark leaves a permit for a thread that is not parked yet. A
     * permit left over ends one later park early, after which the mark is looked at again.
     */
    void set(int mark, long value) {
        marks.set((mark + 1) * STRIDE, value);
        for (int member = 0; member < members.length; member++) {
            if (awaited.get(member) == mark) {
                LockSupport.unpark(members[member]);
            }
        }
    }

    /**
     * Sets a mark back to 0, which nobody waits for. Who waits for it later must have seen another
     * mark before that was set after this.
     */
    void restart(int mark) {
        marks.set((mark + 1) * STRIDE, 0);
    }

    /**
     * Waits, first spinning and then asleep, until a mark is at least the given value.
     *
     * <p>An interrupt does not end the wait; the interrupt status is afterwards what it was before.
     *
     * @param member who waits, in the thread of that member
     * @return the mark, at least {@code atLeast}
     */
    long await(int member, int mark, long atLeast) {
        long value = spin(mark, atLeast);
        return value >= atLeast ? value : sleep(member, mark, atLeast);
    }

    /**
     * Looks at a mark again and again, for a while.
     *
     * <p>Spins without {@link Thread#yield}, and long: a yield costs a slice of time where other
     * programs compute, and two members that the system has put on one processor are only taken
     * apart while both can run. docs/experiments.md has the figures.
     */
    private long spin(int mark, long atLeast) {
        long value = get(mark);
        if (value >= atLeast) {
            return value;
        }
        long start = System.nanoTime();
        do {
            Thread.onSpinWait();
            value = get(mark);
        } while (value < atLeast && System.nanoTime() - start < spinNanos);
        return value;
    }

    private long sleep(int member, int mark, long atLeast) {
        awaited.set(member, mark);
        boolean interrupted = false;
        long value = get(mark);
        while (value < atLeast) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted(); // as long as it is set, no thread can park
            value = get(mark);
        }
        awaited.set(member, NOTHING);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return value;
    }
}
