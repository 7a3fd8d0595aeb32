package dev.lanewise.peers.compare;

import dev.lanewise.report.MarkdownTable;
import java.util.List;

/** What is particular to a report: its table, how to read it, and the bars. */
public interface Findings {
    /** What the numbers of the table are, as its introduction begins. */
    String unit();

    /** A line for each workload that ours was timed at. */
    MarkdownTable table(int threads);

    /** What the table does not say by itself. */
    String remark(int threads);

    /** What is asked of ours on so many threads. */
    List<Bar> bars(int threads);
}
