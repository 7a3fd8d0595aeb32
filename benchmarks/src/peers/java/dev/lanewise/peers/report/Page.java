package dev.lanewise.peers.report;

import dev.lanewise.report.Chart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A page of Markdown in the making, and the folder of pictures beside it. */
final class Page {
    private static final String CHARTS = "charts";
    /** What pictures of such a page are called; others in their folder belong to others. */
    private static final Pattern OWN =
            Pattern.compile("((products|steps)-[0-9]+-.+|kernels)\\.png");

    private final Path file;
    private final List<String> lines = new ArrayList<>();
    private final Set<Path> pictures = new HashSet<>();

    /** An empty page. */
    Page(Path file) {
        this.file = file;
    }

    /** Adds lines, and an empty one. */
    void add(List<String> more) {
        lines.addAll(more);
        lines.add("");
    }

    /** Adds a paragraph. */
    void add(String paragraph) {
        add(List.of(paragraph));
    }

    /** Adds a heading. */
    void heading(int level, String text) {
        add("#".repeat(level) + " " + text);
    }

    /** Adds prose that stands in a file of its own beside this class. */
    void fragment(String name) throws IOException {
        try (InputStream in = Page.class.getResourceAsStream(name + ".md")) {
            add(new String(in.readAllBytes(), StandardCharsets.UTF_8).stripTrailing());
        }
    }

    /** Adds a picture that is drawn now. */
    void chart(String name, Chart chart) throws IOException {
        chart.write(picture(name));
        show(name, chart.title());
    }

    /** Adds a picture that lies elsewhere, of which a copy is taken. */
    void picture(String name, Path original, String title) throws IOException {
        Path copy = picture(name);
        Files.createDirectories(copy.getParent());
        Files.write(copy, Files.readAllBytes(original));
        show(name, title);
    }

    private Path picture(String name) {
        Path picture = folder().resolve(name + ".png");
        pictures.add(picture);
        return picture;
    }

    private Path folder() {
        return file.resolveSibling(CHARTS);
    }

    private void show(String name, String title) {
        add("![" + title + "](" + CHARTS + "/" + name + ".png)");
    }

    /** Writes the page in the place of an older one, and deletes pictures that only that had. */
    void write() throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, String.join("\n", lines).stripTrailing() + "\n");
        for (Path picture : outdated()) {
            Files.delete(picture);
        }
    }

    private List<Path> outdated() throws IOException {
        if (!Files.isDirectory(folder())) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder())) {
            return all.filter(picture -> OWN.matcher(picture.getFileName().toString()).matches())
                    .filter(picture -> !pictures.contains(picture))
                    .toList();
        }
    }
}
