package dev.lanewise.samples.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Reads tables of comma, semicolon or tab separated text, with a header or without. */
final class CsvTables {
    /** Of the UCI repository's files; their first line may be one. */
    private static final char COMMENT = '|';

    private static final String SEPARATORS = ",;\t";

    private CsvTables() {}

    /**
     * Reads a file.
     *
     * @param header whether the first line holds names; empty to find out: it does if it holds no
     *     number and nothing missing
     * @throws IOException where the file cannot be read or is no table
     */
    static TextTable read(Path file, Optional<Boolean> header) throws IOException {
        if (Files.isDirectory(file)) {
            throw new IOException(file + " is a directory, expected a file");
        }
        List<TextTable.Row> rows = new ArrayList<>();
        try (CsvReader<CsvRecord> reader =
                CsvReader.builder()
                        // spreadsheets put a byte order mark before UTF-8
                        .detectBomHeader(true)
                        .fieldSeparator(separator(file))
                        .commentStrategy(CommentStrategy.SKIP)
                        .commentCharacter(COMMENT)
                        .trimWhitespacesAroundQuotes(true)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(file)) {
            for (CsvRecord row : reader) {
                List<String> cells = row.getFields().stream().map(String::strip).toList();
                rows.add(new TextTable.Row(row.getStartingLineNumber(), cells));
            }
        } catch (CsvParseException e) {
            throw new IOException(file + ": " + e.getMessage(), e);
        } catch (UncheckedIOException e) {
            throw new IOException(file + ": " + e.getCause().getMessage(), e);
        }
        return table(file.toString(), rows, header);
    }

    /** The separator that the first line has most of. */
    private static char separator(Path file) throws IOException {
        try (BufferedReader reader =
                new BufferedReader(
                        new InputStreamReader(
                                Files.newInputStream(file), StandardCharsets.UTF_8))) {
            String line = reader.readLine();
            while (line != null && (line.isBlank() || line.charAt(0) == COMMENT)) {
                line = reader.readLine();
            }
            char best = SEPARATORS.charAt(0);
            for (char candidate : SEPARATORS.toCharArray()) {
                if (count(line, candidate) > count(line, best)) {
                    best = candidate;
                }
            }
            return best;
        }
    }

    private static long count(String line, char c) {
        return line == null ? 0 : line.chars().filter(each -> each == c).count();
    }

    private static TextTable table(
            String source, List<TextTable.Row> rows, Optional<Boolean> header) throws IOException {
        if (rows.isEmpty()) {
            throw new IOException(source + " is empty, expected a table");
        }
        List<String> first = rows.getFirst().cells();
        boolean named = header.orElseGet(() -> looksLikeNames(first));
        List<String> columns =
                named
                        ? first
                        : IntStream.range(0, first.size()).mapToObj(i -> "c" + i).toList();
        if (new HashSet<>(columns).size() < columns.size()) {
            throw new IOException(source + ": two columns of the header have the same name");
        }
        List<TextTable.Row> body = rows.subList(named ? 1 : 0, rows.size());
        if (body.isEmpty()) {
            throw new IOException(source + " has a header and no rows");
        }
        checkWidths(source, columns.size(), body);
        return new TextTable(source, columns, List.copyOf(body));
    }

    private static boolean looksLikeNames(List<String> cells) {
        return cells.stream().noneMatch(TextTable::isMissing)
                && cells.stream().mapToDouble(TextTable::number).allMatch(Double::isNaN);
    }

    private static void checkWidths(String source, int columns, List<TextTable.Row> rows)
            throws IOException {
        for (TextTable.Row row : rows) {
            if (row.cells().size() != columns) {
                throw new IOException(
                        "%s, line %d: expected %d cells as in the first line, found %d"
                                .formatted(source, row.line(), columns, row.cells().size()));
            }
        }
    }
}
