package dev.lanewise.peers.step;

import dev.lanewise.Networks;
import dev.lanewise.peers.compare.Bar;
import dev.lanewise.peers.compare.Contender;
import dev.lanewise.peers.compare.Figure;
import dev.lanewise.peers.compare.Findings;
import dev.lanewise.peers.compare.Group;
import dev.lanewise.peers.compare.Results;
import dev.lanewise.report.MarkdownTable;
import dev.lanewise.report.ShareChart;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The table of training steps, and the bars that Lanewise sets itself, told by its worst fork. The
 * bars are about libtorch alone; where other rivals were measured as well, the table has a ratio to
 * the better of them all beside that to the better libtorch.
 */
final class StepFindings implements Findings<StepCase> {
    private static final Mlp TINY = Mlp.parse(Networks.TINY);
    private static final Mlp LARGE = Mlp.parse(Networks.WIDE);
    private static final String TO_LIBTORCH = "better libtorch to worst fork";
    /** Steps that two threads must gain from. */
    private static final double LONG_MICROS = 2_000;

    private final Results<StepCase> results;

    StepFindings(Results<StepCase> results) {
        this.results = results;
    }

    @Override
    public String unit() {
        return "Microseconds a step, and GFLOP/s of our worst fork";
    }

    @Override
    public MarkdownTable table(int threads) {
        List<Contender<StepCase>> peers = results.others(threads);
        List<String> titles = new ArrayList<>(
                List.of("network, optimizer", "Lanewise, median", "worst fork"));
        peers.forEach(peer -> titles.add(peer.title()));
        titles.add(TO_LIBTORCH);
        boolean hasOthers = peers.stream().anyMatch(peer -> peer.isRival() && !isTorch(peer));
        if (hasOthers) {
            titles.add("better peer to worst fork");
        }
        titles.addAll(List.of("GFLOP/s", "of yardstick"));
        MarkdownTable table = new MarkdownTable(titles);
        for (StepCase step : results.workloads(threads)) {
            List<String> row = new ArrayList<>();
            row.add(step.toString());
            row.add(micros(step, results.ourMedian(threads, step)));
            row.add(micros(step, results.ourWorst(threads, step)));
            peers.forEach(peer -> row.add(micros(step, results.median(peer, threads, step))));
            row.add(Figure.text(toLibtorch(threads, step), 2));
            if (hasOthers) {
                row.add(Figure.text(results.ratio(threads, step), 2));
            }
            row.add(Figure.text(results.ourWorst(threads, step), 1));
            row.add(Figure.text(results.share(threads, step), 2));
            table.add(row);
        }
        return table;
    }

    private Optional<Figure> toLibtorch(int threads, StepCase step) {
        return results.ratio(StepFindings::isTorch, threads, step);
    }

    private static boolean isTorch(Contender<StepCase> peer) {
        return peer instanceof StepLibrary library && library.isTorch();
    }

    private static String micros(StepCase step, Optional<Figure> gflops) {
        return Figure.text(gflops.map(figure -> figure.map(step::micros)), 0);
    }

    @Override
    public String remark(int threads) {
        return "A network is its batch, then its layer sizes; ReLU where no other activation "
                + "stands. GFLOP/s count the matrix products only, and the time is that of the "
                + "whole step, update included.";
    }

    @Override
    public List<Bar> bars(int threads) {
        Bar each = Bar.lowest(
                "every step, " + TO_LIBTORCH, 1.1, planned(step -> true),
                step -> toLibtorch(threads, step));
        Bar tiny = Bar.lowest(
                TINY + ", " + TO_LIBTORCH, 8,
                planned(step -> step.network().equals(TINY)),
                step -> toLibtorch(threads, step));
        return switch (threads) {
            case 1 -> List.of(each, mean(1, 1.7), tiny, yardstick());
            case 2 -> List.of(each, mean(2, 2.1), tiny, scaling());
            default -> List.of(each, tiny);
        };
    }

    private Bar mean(int threads, double asked) {
        return Bar.mean(
                "geometric mean of " + TO_LIBTORCH, asked, planned(step -> true),
                step -> toLibtorch(threads, step));
    }

    private Bar yardstick() {
        return Bar.lowest(
                LARGE + ", share of the yardstick", 0.8,
                planned(step -> step.network().equals(LARGE)), step -> results.share(1, step));
    }

    private Bar scaling() {
        return Bar.lowest(
                "steps above two milliseconds, speed to the median of one thread", 1.6,
                planned(this::mayBeLong), step -> results.scaling(2, step));
    }

    /** A step whose time on one thread is not known stays in: then nothing can be decided. */
    private boolean mayBeLong(StepCase step) {
        return results.ourMedian(1, step)
                .filter(Figure::isClean)
                .map(figure -> step.micros(figure.value()) > LONG_MICROS)
                .orElse(true);
    }

    @Override
    public List<Group<StepCase>> groups() {
        return List.of(new Group<>("all networks", "all", planned(step -> true)));
    }

    @Override
    public Optional<ShareChart> shares(int threads) {
        return Optional.empty();
    }

    private List<StepCase> planned(Predicate<StepCase> which) {
        return results.planned().stream().filter(which).toList();
    }
}
