package dev.lanewise.peers;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/** The bars that Lanewise sets itself, always told by its worst fork. */
final class Bars {
    private static final int LARGE = 512;
    private static final int MIDDLE = 256;
    /** Lanes of 128 bits, of which less is asked. */
    private static final int FEW_LANES = 4;

    private final Results results;

    Bars(Results results) {
        this.results = results;
    }

    /** The bars for a number of threads. */
    List<Bar> of(int threads) {
        Bar mean = bar(
                "geometric mean of the ratios to the better peer", 1.05, true,
                shape -> true, shape -> ratio(threads, shape));
        return switch (threads) {
            case 1 -> List.of(yardstick(), mean, noneFarBehind(), narrow());
            case 2 -> List.of(scaling(), mean);
            default -> List.of(mean);
        };
    }

    private Bar yardstick() {
        return bar(
                "squares from 512, share of the yardstick",
                results.lanes() == FEW_LANES ? 0.85 : 0.88,
                false,
                shape -> shape.isSquareFrom(LARGE),
                shape -> share(1, shape));
    }

    private Bar noneFarBehind() {
        return bar(
                "every product, ratio to the better peer", 0.85, false,
                shape -> true, shape -> ratio(1, shape));
    }

    private Bar narrow() {
        return bar(
                "output layers of ten, ratio to the better peer", 1.5, false,
                Shape::isNarrow, shape -> ratio(1, shape));
    }

    private Bar scaling() {
        return bar(
                "squares from 256, ratio to the median of one thread",
                1.8,
                false,
                shape -> shape.isSquareFrom(MIDDLE),
                shape -> results.worst(Library.LANEWISE, 2, shape)
                        .flatMap(two -> results.median(Library.LANEWISE, 1, shape)
                                .map(two::over)));
    }

    /** Ours in its worst fork as a share of the FMA chains. */
    Optional<Figure> share(int threads, Shape shape) {
        Figure yardstick = Figure.certain(results.yardstick(threads));
        return results.worst(Library.LANEWISE, threads, shape).map(ours -> ours.over(yardstick));
    }

    /** Ours in its worst fork by the better peer. */
    Optional<Figure> ratio(int threads, Shape shape) {
        return results.worst(Library.LANEWISE, threads, shape)
                .flatMap(ours -> results.betterPeer(threads, shape).map(ours::over));
    }

    private Bar bar(
            String what,
            double asked,
            boolean isMean,
            Predicate<Shape> which,
            Function<Shape, Optional<Figure>> figure) {
        List<Shape> planned = results.planned().stream().filter(which).toList();
        Map<Shape, Figure> figures = new LinkedHashMap<>();
        for (Shape shape : planned) {
            figure.apply(shape).ifPresent(value -> figures.put(shape, value));
        }
        return new Bar(what, asked, isMean, planned, figures);
    }
}
