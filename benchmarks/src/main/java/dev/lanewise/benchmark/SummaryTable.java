package dev.lanewise.benchmark;

import dev.lanewise.report.MarkdownTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All results at a look: the implementations of each case beside each other, and below, in a table
 * of their own, benchmarks that know of one only.
 */
final class SummaryTable {
    private static final String UNCLEAN = "*";

    private final Results results;
    private final boolean hasSeveralForks;

    SummaryTable(Results results) {
        this.results = results;
        hasSeveralForks = results.series().stream().anyMatch(one -> one.forks().size() > 1);
    }

    /** In Markdown. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        MarkdownTable compared = new MarkdownTable(titles());
        MarkdownTable alone = new MarkdownTable(List.of("benchmark", "time", "clean"));
        boolean hasCompared = false;
        boolean hasAlone = false;
        for (Map.Entry<Case, Map<String, Figure>> one : results.cases().entrySet()) {
            Figure only = one.getValue().get("");
            if (only == null) {
                compared.add(row(one.getKey(), one.getValue()));
                hasCompared = true;
            } else {
                alone.add(List.of(one.getKey().toString(), time(only), clean(Stream.of(only))));
                hasAlone = true;
            }
        }
        if (hasCompared) {
            lines.addAll(compared.lines());
        }
        if (hasCompared && hasAlone) {
            lines.add("");
        }
        if (hasAlone) {
            lines.addAll(alone.lines());
        }
        lines.add("");
        lines.add(legend());
        return lines;
    }

    private List<String> titles() {
        List<String> titles = new ArrayList<>(List.of("a call", "naive", "scalar", "vector"));
        if (hasSeveralForks) {
            titles.add("worst fork");
        }
        titles.addAll(
                List.of("to naive", "to scalar", "rate", "of yardstick", "B a call", "clean"));
        return titles;
    }

    private List<String> row(Case what, Map<String, Figure> figures) {
        Optional<Figure> naive = Optional.ofNullable(figures.get(Series.NAIVE));
        Optional<Figure> scalar = Optional.ofNullable(figures.get(Series.SCALAR));
        Optional<Figure> vector = Optional.ofNullable(figures.get(Series.VECTOR));
        List<String> cells = new ArrayList<>();
        cells.add(what.toString());
        Stream.of(naive, scalar, vector).map(SummaryTable::time).forEach(cells::add);
        if (hasSeveralForks) {
            cells.add(vector.map(figure -> Texts.time(figure.worst())).orElse(Texts.NONE));
        }
        cells.add(ratio(naive, vector));
        cells.add(ratio(scalar, vector));
        cells.add(vector.flatMap(SummaryTable::rate).orElse(Texts.NONE));
        cells.add(vector.flatMap(this::share).orElse(Texts.NONE));
        cells.add(vector.flatMap(SummaryTable::bytes).orElse(Texts.NONE));
        cells.add(clean(figures.values().stream()));
        return cells;
    }

    private static String time(Optional<Figure> figure) {
        return figure.map(SummaryTable::time).orElse(Texts.NONE);
    }

    private static String time(Figure figure) {
        return Texts.time(figure.nanos()) + (figure.isClean() ? "" : UNCLEAN);
    }

    private static String ratio(Optional<Figure> slower, Optional<Figure> faster) {
        return slower.isEmpty() || faster.isEmpty()
                ? Texts.NONE
                : Texts.threeDigits(slower.get().nanos() / faster.get().nanos());
    }

    private static Optional<String> rate(Figure figure) {
        return figure.series()
                .work()
                .map(work -> Texts.threeDigits(work.rate(figure.nanos())) + " "
                        + work.kind().unit);
    }

    private Optional<String> share(Figure figure) {
        return figure.series().work().map(work -> {
            Limit limit = Limit.of(work, figure.series().what().cores(), results);
            if (!Double.isFinite(limit.rate())) {
                return Texts.NONE;
            }
            return Texts.share(work.rate(figure.nanos()) / limit.rate()) + " " + limit.name();
        });
    }

    private static Optional<String> bytes(Figure figure) {
        return figure.series()
                .allocation()
                .map(allocation -> allocation.isReal()
                        ? Texts.threeDigits(allocation.bytesPerCall())
                        : "< " + Texts.threeDigits(allocation.ofJmh()));
    }

    private static String clean(Stream<Figure> figures) {
        List<Figure> all = figures.toList();
        return all.stream().mapToInt(Figure::cleanIterations).sum() + " of "
                + all.stream().mapToInt(Figure::iterations).sum();
    }

    private static String legend() {
        return "Times are medians of clean iterations, then of forks; " + UNCLEAN
                + " where a fork has too few of them, so that all count. To naive and to scalar: "
                + "how many times as fast vector is. Rate, share of the yardstick and allocation "
                + "are vector's. A triad has arrays of the size that it is named by, all in all; a "
                + "share above 1 says that what a call moves is nearer than they are. < where "
                + "allocation is not told from JMH's own.";
    }
}
