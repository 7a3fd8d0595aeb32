package dev.lanewise.peers.product;

import dev.lanewise.peers.compare.Bar;
import dev.lanewise.peers.compare.Contender;
import dev.lanewise.peers.compare.Figure;
import dev.lanewise.peers.compare.Findings;
import dev.lanewise.peers.compare.Group;
import dev.lanewise.peers.compare.Report;
import dev.lanewise.peers.compare.Results;
import dev.lanewise.report.MarkdownTable;
import dev.lanewise.report.ShareChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The table of products, and the bars that Lanewise sets itself there, told by its worst fork. */
final class ProductFindings implements Findings<Shape> {
    private static final int LARGE = 512;
    private static final int MIDDLE = 256;
    /** Lanes of 128 bits, of which less is asked. */
    private static final int FEW_LANES = 4;

    private final Results<Shape> results;

    ProductFindings(Results<Shape> results) {
        this.results = results;
    }

    @Override
    public String unit() {
        return "GFLOP/s";
    }

    @Override
    public MarkdownTable table(int threads) {
        List<Contender<Shape>> peers = results.others(threads);
        List<String> titles = new ArrayList<>(
                List.of("product m x n x k", "Lanewise, worst fork", "median", "of yardstick"));
        peers.forEach(peer -> titles.add(peer.title()));
        titles.add("ratio to better peer");
        MarkdownTable table = new MarkdownTable(titles);
        for (Shape shape : results.workloads(threads)) {
            List<String> row = new ArrayList<>();
            row.add(shape.toString());
            row.add(Figure.text(results.ourWorst(threads, shape), 1));
            row.add(Figure.text(results.ourMedian(threads, shape), 1));
            row.add(Figure.text(results.share(threads, shape), 2));
            peers.forEach(peer -> row.add(Figure.text(results.median(peer, threads, shape), 1)));
            row.add(Figure.text(results.ratio(threads, shape), 2));
            table.add(row);
        }
        return table;
    }

    @Override
    public String remark(int threads) {
        return "Operands are the same at every call, and so in the caches where they fit. Native "
                + "libraries are called through JNI, which counts at the tiniest products.";
    }

    @Override
    public List<Bar> bars(int threads) {
        Bar mean = Bar.mean(
                "geometric mean of the ratios to the better peer", 1.05, planned(shape -> true),
                shape -> results.ratio(threads, shape));
        return switch (threads) {
            case 1 -> List.of(yardstick(), mean, noneFarBehind(), narrow());
            case 2 -> List.of(scaling(), mean);
            default -> List.of(mean);
        };
    }

    private Bar yardstick() {
        return Bar.lowest(
                "squares from 512, share of the yardstick",
                results.lanes() == FEW_LANES ? 0.85 : 0.88,
                planned(shape -> shape.isSquareFrom(LARGE)),
                shape -> results.share(1, shape));
    }

    private Bar noneFarBehind() {
        return Bar.lowest(
                "every product, ratio to the better peer", 0.85, planned(shape -> true),
                shape -> results.ratio(1, shape));
    }

    private Bar narrow() {
        return Bar.lowest(
                "output layers of ten, ratio to the better peer", 1.5, planned(Shape::isNarrow),
                shape -> results.ratio(1, shape));
    }

    private Bar scaling() {
        return Bar.lowest(
                "squares from 256, ratio to the median of one thread",
                1.8,
                planned(shape -> shape.isSquareFrom(MIDDLE)),
                shape -> results.scaling(2, shape));
    }

    @Override
    public List<Group<Shape>> groups() {
        return List.of(
                new Group<>("squares", "squares", planned(shape -> shape.isSquareFrom(0))),
                new Group<>(
                        "layers of networks", "layers",
                        planned(
                                shape -> !shape.isSquareFrom(0) && !shape.isNarrow()
                                        && !shape.isOdd())),
                new Group<>("output layers of ten", "narrow", planned(Shape::isNarrow)),
                new Group<>("odd sizes and single rows", "odd", planned(Shape::isOdd)));
    }

    @Override
    public Optional<ShareChart> shares(int threads) {
        List<ShareChart.Line> lines = new ArrayList<>();
        addLine(lines, "Lanewise, worst fork", threads, shape -> results.ourWorst(threads, shape));
        for (Contender<Shape> peer : results.others(threads)) {
            addLine(lines, peer.title(), threads, shape -> results.median(peer, threads, shape));
        }
        return lines.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ShareChart(
                                "Square products on " + Report.threads(threads),
                                "rows, columns and depth",
                                "share of the multiply-adds in registers", lines));
    }

    private void addLine(
            List<ShareChart.Line> lines,
            String name,
            int threads,
            Function<Shape, Optional<Figure>> gflops) {
        List<Shape> squares = planned(shape -> shape.isSquareFrom(0)).stream()
                .filter(shape -> gflops.apply(shape).isPresent())
                .toList();
        if (!squares.isEmpty()) {
            double yardstick = results.yardstick(threads);
            lines.add(
                    new ShareChart.Line(
                            name, squares.stream().mapToInt(Shape::m).toArray(),
                            squares.stream()
                                    .mapToDouble(
                                            shape -> gflops.apply(shape).orElseThrow().value()
                                                    / yardstick)
                                    .toArray(),
                            squares.stream()
                                    .map(gflops)
                                    .flatMap(Optional::stream)
                                    .allMatch(Figure::isClean)));
        }
    }

    private List<Shape> planned(Predicate<Shape> which) {
        return results.planned().stream().filter(which).toList();
    }
}
