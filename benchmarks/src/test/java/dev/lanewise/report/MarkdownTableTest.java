package dev.lanewise.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class MarkdownTableTest {
    @Test
    void columnsAreAsWideAsTheirWidestCellAndNumbersStandRight() {
        MarkdownTable table = new MarkdownTable(List.of("name", "ns"));
        table.add(List.of("a", "1.5"));
        table.add(List.of("longer", "1000"));
        assertEquals(
                List.of(
                        "| name   |   ns |",
                        "| ------ | ---: |",
                        "| a      |  1.5 |",
                        "| longer | 1000 |"),
                table.lines());
    }
}
