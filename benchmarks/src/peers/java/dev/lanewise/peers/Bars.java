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
    /** On 128-bit lanes; their yardstick is a fourth of that of 512 bits. */
    private static final int FEW_LANES = 4;

    private final Results results;

    Bars(Results results) {
        this.results = results;
    }

    /** The bars for a number of threads. */
    List<Bar> of(int threads) {
        Bar mean = new Bar(
                "geometric mean of the ratios to the better peer", 1.05, true,
                figures(threads, shape -> true, shape -> ratio(threads, shape)));
        return threads == 1
                ? List.of(yardstick(), mean, noneFarBehind(), narrow())
                : List.of(scaling(threads), mean);
    }

    private Bar yardstick() {
        return new Bar(
                "squares from 512, share of the yardstick",
                results.lanes() == FEW_LANES ? 0.85 : 0.88,
                false,
                figures(1, shape -> shape.isSquareFrom(LARGE), shape -> share(1, shape)));
    }

    private Bar noneFarBehind() {
        return new Bar(
                "every product, ratio to the better peer", 0.85, false,
                figures(1, shape -> true, shape -> ratio(1, shape)));
    }

    private Bar narrow() {
        return new Bar(
                "output layers of ten, ratio to the better peer", 1.5, false,
                figures(1, Shape::isNarrow, shape -> ratio(1, shape)));
    }

    private Bar scaling(int threads) {
        return new Bar(
                "squares from 256, ratio to the median of one thread",
                0.9 * threads,
                false,
                figures(threads, shape -> shape.isSquareFrom(MIDDLE), shape -> results
                        .worst(Library.LANEWISE, threads, shape)
                        .flatMap(many -> results.median(Library.LANEWISE, 1, shape)
                                .map(many::over))));
    }

    /** Ours in its worst fork as a share of the FMA chains. */
    Optional<Figure> share(int threads, Shape shape) {
        Figure yardstick = new Figure(results.yardstick(threads), true);
        return results.worst(Library.LANEWISE, threads, shape).map(ours -> ours.over(yardstick));
    }

    /** Ours in its worst fork by the median of the better peer. */
    Optional<Figure> ratio(int threads, Shape shape) {
        return results.worst(Library.LANEWISE, threads, shape)
                .flatMap(ours -> results.betterPeer(threads, shape).map(ours::over));
    }

    private Map<Shape, Figure> figures(
            int threads, Predicate<Shape> which, Function<Shape, Optional<Figure>> figure) {
        Map<Shape, Figure> figures = new LinkedHashMap<>();
        for (Shape shape : results.shapes(threads)) {
            if (which.test(shape)) {
                figure.apply(shape).ifPresent(value -> figures.put(shape, value));
            }
        }
        return figures;
    }
}
