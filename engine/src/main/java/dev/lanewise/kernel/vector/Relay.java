package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Team;

/**
 * A member's place in a product that is a relay. Rows of C come from the member before it, with sums
 * over the steps of k so far, and go to the one after it; behind the last of them each member
 * finishes some of the columns.
 *
 * <p>Rows are counted over all blocks of columns, one block after the other; all members have the
 * same blocks.
 */
final class Relay {
    private final Team team;
    private final int member;
    private final int last;

    Relay(Team team, int member) {
        this.team = team;
        this.member = member;
        this.last = team.threads() - 1;
    }

    /** Whether there is a member before this one, from whose sums it goes on. */
    boolean continues() {
        return member > 0;
    }

    /** Whether nobody comes after this member: its sums are complete. */
    boolean completes() {
        return member == last;
    }

    /** The first of the columns that this member finishes: whole vectors. */
    int firstColumn(int columns) {
        return (int) Math.min(columns, (long) member * columnsEach(columns));
    }

    /** The column behind the last of them. */
    int endColumn(int columns) {
        return (int) Math.min(columns, (member + 1L) * columnsEach(columns));
    }

    private int columnsEach(int columns) {
        return Blocking.part(columns, last + 1, Lanes.COUNT);
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

    /** Waits until the sums of so many rows are complete. */
    void awaitSums(long rows) {
        team.follow(member, last, rows);
    }
}
