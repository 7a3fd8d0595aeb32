package dev.lanewise.samples.table;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CsvTablesTest {
    @TempDir
    private Path folder;

    private TextTable read(String text, Optional<Boolean> header) throws IOException {
        Path file = folder.resolve("table.csv");
        Files.writeString(file, text);
        return CsvTables.read(file, header);
    }

    private TextTable read(String text) throws IOException {
        return read(text, Optional.empty());
    }

    private String error(String text) {
        return assertThrows(IOException.class, () -> read(text)).getMessage();
    }

    @Test
    void headerIsFoundWhereTheFirstLineHoldsNoNumber() throws IOException {
        TextTable table = read("age,job\n39,clerk\n");
        assertEquals(List.of("age", "job"), table.columns());
        assertEquals(List.of("39", "clerk"), table.rows().getFirst().cells());
    }

    @Test
    void columnsAreNumberedWhereTheFirstLineHoldsANumberOrAGap() throws IOException {
        assertEquals(List.of("c0", "c1"), read("39,clerk\n").columns());
        assertEquals(List.of("c0", "c1"), read("?,clerk\n").columns());
    }

    @Test
    void headerCanBeDemandedAndForbidden() throws IOException {
        assertEquals(List.of("1", "2"), read("1,2\n3,4\n", Optional.of(true)).columns());
        assertEquals(2, read("a,b\nc,d\n", Optional.of(false)).rows().size());
    }

    @Test
    void separatorIsTheOneThatTheFirstLineHasMostOf() throws IOException {
        assertEquals(List.of("a", "b,c", "d"), read("a;b,c;d\n1;2;3\n").columns());
        assertEquals(List.of("a", "b"), read("a\tb\n1\t2\n").columns());
    }

    @Test
    void whiteSpaceAndQuotesAroundCellsGo() throws IOException {
        TextTable table = read("a, b\n1 , \"x, \"\"y\"\"\"\n");
        assertEquals(List.of("1", "x, \"y\""), table.rows().getFirst().cells());
    }

    @Test
    void commentsAndEmptyLinesAreLeftOutAndCountedAsLines() throws IOException {
        TextTable table = read("|1x3 Cross validator\na,b\n\n1,2\n");
        assertEquals(1, table.rows().size());
        assertEquals(4, table.rows().getFirst().line());
    }

    @Test
    void byteOrderMarkIsNoPartOfTheFirstName() throws IOException {
        assertEquals(List.of("age", "job"), read("\ufeffage,job\n39,clerk\n").columns());
    }

    @Test
    void raggedRowIsNamedWithItsLine() {
        String message = error("a,b\n1,2\n3\n");
        String place = "table.csv, line 3: ";
        assertTrue(
                message.endsWith(place + "expected 2 cells as in the first line, found 1"),
                message);
        assertTrue(error("a,b\n1,2,3\n").contains("line 2"));
    }

    @Test
    void fileWithoutRowsIsRefused() {
        assertTrue(error("").endsWith("table.csv is empty, expected a table"));
        assertTrue(error("a,b\n").endsWith("table.csv has a header and no rows"));
    }

    @Test
    void twoColumnsOfOneNameAreRefused() {
        assertTrue(error("a,a\n1,2\n").contains("same name"));
    }

    @Test
    void absentFileAndDirectoryAreRefused() {
        Path absent = folder.resolve("absent.csv");
        assertThrows(NoSuchFileException.class, () -> CsvTables.read(absent, Optional.empty()));
        assertTrue(
                assertThrows(IOException.class, () -> CsvTables.read(folder, Optional.empty()))
                        .getMessage()
                        .contains("is a directory"));
    }

    @Test
    void columnIsFoundByNameFirstThenByPosition() throws IOException {
        TextTable table = read("x,0,y\na,b,c\n", Optional.of(true));
        assertEquals(1, table.column("0"));
        assertEquals(2, table.column("2"));
        String message = assertThrows(RuntimeException.class, () -> table.column("z")).getMessage();
        assertTrue(message.contains("no column \"z\""), message);
        assertThrows(RuntimeException.class, () -> table.column("3"));
    }

    @Test
    void numberIsWhatPeopleWriteAsOne() {
        assertEquals(-1250, TextTable.number("-1.25e3"));
        assertEquals(3, TextTable.number("3."));
        for (String text : List.of("", "x", "1d", "Infinity", "NaN", "1,5", "1e99", "0x1p3f")) {
            assertTrue(Double.isNaN(TextTable.number(text)), text);
        }
    }
}
