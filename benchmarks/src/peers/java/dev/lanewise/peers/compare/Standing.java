package dev.lanewise.peers.compare;

import dev.lanewise.measure.CleanWindows;
import dev.lanewise.report.MarkdownTable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/** How often ours is ahead of the better peer, level with it and behind, part by part. */
public final class Standing {
    /** As far from 1 may a ratio be to be called level: as much as windows may differ. */
    private static final double LEVEL = 1 - CleanWindows.NEAR_BEST;
    private static final double BEHIND = 1 - LEVEL;

    private final MarkdownTable table = new MarkdownTable(
            List.of(
                    "ours in its worst fork to the better peer", "cases", "ahead", "level",
                    "behind",
                    "geometric mean", "least", "most"));
    private boolean isEmpty = true;

    /** Without a line yet. */
    public Standing() {}

    /**
     * Adds a line, with a star if not every ratio is clean, unless there is none.
     *
     * @param planned how many ratios there should be
     */
    public void add(String what, int planned, Collection<Figure> ratios) {
        if (ratios.isEmpty()) {
            return;
        }
        isEmpty = false;
        double[] values = ratios.stream().mapToDouble(Figure::value).sorted().toArray();
        int behind = 0;
        int ahead = 0;
        double logs = 0;
        for (double value : values) {
            behind += value < BEHIND ? 1 : 0;
            ahead += value > 1 + LEVEL ? 1 : 0;
            logs += Math.log(value);
        }
        table.add(
                List.of(
                        what + (ratios.stream().allMatch(Figure::isClean) ? "" : "*"),
                        values.length + (values.length < planned ? " of " + planned : ""),
                        Integer.toString(ahead),
                        Integer.toString(values.length - ahead - behind), Integer.toString(behind),
                        text(Math.exp(logs / values.length)), text(values[0]),
                        text(values[values.length - 1])));
    }

    /** Whether a ratio is one of a case in which ours is behind. */
    static boolean isBehind(Figure ratio) {
        return ratio.value() < BEHIND;
    }

    private static String text(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    /** The table, and what its words mean; nothing where no line was added. */
    public List<String> lines() {
        if (isEmpty) {
            return List.of();
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(
                String.format(
                        Locale.ROOT,
                        "Above 1 ours is the faster or smaller one; level is what lies within "
                                + "%.0f per cent of 1; a star where windows counted that were "
                                + "not clean.",
                        100 * LEVEL));
        return lines;
    }
}
