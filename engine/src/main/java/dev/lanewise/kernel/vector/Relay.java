package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm.Epilogue;
import dev.lanewise.kernel.Team;

/**
 * A member's place in a product that is a relay. Rows of C come from the member before it, with sums
 * over the steps of k so far, and go to the one after it; behind the last of them each member
 * finishes some of the columns: those that it will read, with its rows of the next layer's weights.
 *
 * <p>Rows are counted over all blocks of columns, one block after the other; all members have the
 * same blocks.
 */
final class Relay {
    private final Team team;
    private final int member;
    private final int last;

    private Relay(Team team, int member) {
        this.team = team;
        this.member = member;
        this.last = team.threads() - 1;
    }

    /** The places of all members. */
    static Relay[] ofAll(Team team) {
        Relay[] places = new Relay[team.threads()];
        for (int member = 0; member < places.length; member++) {
            places[member] = new Relay(team, member);
        }
        return places;
    }

    /** Whether there is a member before this one, from whose sums it goes on. */
    boolean continues() {
        return member > 0;
    }

    /** Waits for the member before this one, until it has done so many rows. */
    void receive(long rows) {
        if (member > 0) {
            team.follow(member, member - 1, rows);
        }
    }

    /** Tells the others that this member has done so many rows. */
    void handOver(long rows) {
        team.advance(member, rows);
    }

    /**
     * The column from which on this member finishes blocks as soon as it has their sums: its own of
     * so many columns for the last member, whose sums are complete, and none for the others.
     */
    int firstAtOnce(int columns) {
        return member == last ? first(columns) : columns;
    }

    /**
     * Follows the last member with the epilogue for this one's columns, unless it is the last.
     *
     * @param c m × n from c0 on
     * @param nc columns of a block
     * @param mr rows that the epilogue gets
     */
    void finish(float[] c, int c0, int ldc, int m, int n, int nc, int mr, Epilogue epilogue) {
        if (member == last) {
            return;
        }
        int first = first(n);
        int end = Math.min(n, first + Blocking.bandColumns(last + 1, n));
        long complete = 0;
        for (int jc = 0; jc < n; jc += nc) {
            int from = Math.max(first, jc);
            int columns = Math.min(end, jc + nc) - from;
            for (int i = 0, rows; columns > 0 && i < m; i += rows) {
                rows = Math.min(mr, m - i);
                team.follow(member, last, complete + i + rows);
                epilogue.apply(c, c0 + i * ldc + from, ldc, i, rows, from, columns);
            }
            complete += m;
        }
    }

    /** The first of this member's columns. */
    private int first(int columns) {
        return Math.min(columns, member * Blocking.bandColumns(last + 1, columns));
    }
}
