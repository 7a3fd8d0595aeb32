package dev.lanewise.nn;

import dev.lanewise.kernel.Team;

/**
 * Elementwise work over a range of rows or columns, in parts that the members of a team do, where
 * it is large enough to be worth it. Each element is computed alone, so the parts do not show.
 */
final class Share {
    /** Elements a member at least: some microseconds of work. */
    private static final int LEAST = 1 << 14;

    /** What is done to a part of the range. */
    @FunctionalInterface
    interface Work {
        void run(int from, int to);
    }

    private final Team team;
    private final Work work;

    /** Parts start at multiples of this. */
    private final int grain;

    /** Null for one thread. */
    private final Team.Task part;

    private int n;

    /** For one thread where the team is null. */
    Share(Team team, int grain, Work work) {
        this.team = team;
        this.grain = grain;
        this.work = work;
        this.part = team == null ? null : this::part;
    }

    /**
     * Does the work for all of 0 to n.
     *
     * @param elements computed for each number of the range
     */
    void run(int n, int elements) {
        if (team == null || (long) n * elements < (long) LEAST * team.threads()) {
            work.run(0, n);
            return;
        }
        this.n = n;
        team.run(part);
    }

    private void part(int member) {
        int from = bound(member);
        int to = bound(member + 1);
        if (from < to) {
            work.run(from, to);
        }
    }

    private int bound(int member) {
        long grains = Math.ceilDiv(n, grain);
        return (int) Math.min(n, grains * member / team.threads() * grain);
    }
}
