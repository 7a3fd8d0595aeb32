package dev.lanewise.peers.compare;

import dev.lanewise.report.MarkdownTable;
import dev.lanewise.report.ShareChart;
import java.util.List;
import java.util.Optional;

/**
 * What is particular to a report: its table, how to read it, the bars, and what is drawn.
 *
 * @param <W> what the libraries were timed at
 */
public interface Findings<W extends Workload> {
    /** What the numbers of the table are, as its introduction begins. */
    String unit();

    /** A line for each workload that ours was timed at. */
    MarkdownTable table(int threads);

    /** What the table does not say by itself. */
    String remark(int threads);

    /** What is asked of ours on so many threads. */
    List<Bar> bars(int threads);

    /** The workloads in parts, the most telling one first. */
    List<Group<W>> groups();

    /** Shares of the yardstick by size, if there is a size to be told. */
    Optional<ShareChart> shares(int threads);
}
