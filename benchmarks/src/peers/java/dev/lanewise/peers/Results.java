package dev.lanewise.peers;

import dev.lanewise.measure.Reading;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** What a run measured, asked by library, number of threads and product. */
final class Results {
    /** As far may a process's yardsticks stay below those of the best one. */
    private static final double SAME_MACHINE = 0.97;

    private final List<Measurement> all;
    private final Map<Integer, Reading> bestByLanes;

    Results(Collection<Measurement> all) {
        this.all = List.copyOf(all);
        bestByLanes = all.stream().collect(
                Collectors.toMap(Measurement::lanes, Measurement::reference, Reading::best));
    }

    List<Measurement> all() {
        return all;
    }

    /** The products that ours was timed with on so many threads. */
    List<Shape> shapes(int threads) {
        return all.stream()
                .filter(one -> one.library() == Library.LANEWISE && one.threads() == threads)
                .map(Measurement::shape)
                .distinct()
                .toList();
    }

    /** Whether anything of a library was measured on so many threads. */
    boolean has(Library library, int threads) {
        return all.stream()
                .anyMatch(one -> one.library() == library && one.threads() == threads);
    }

    /** What the FMA chains reach on so many threads with the lanes that ours has, in GFLOP/s. */
    double yardstick(int threads) {
        return threads * bestByLanes.get(lanes()).fma();
    }

    /** Floats in a vector of ours. */
    int lanes() {
        return all.stream()
                .filter(one -> one.library() == Library.LANEWISE)
                .mapToInt(Measurement::lanes)
                .findFirst()
                .orElseThrow();
    }

    /** The slowest of the forks that had a clean window. */
    Optional<Figure> worst(Library library, int threads, Shape shape) {
        return clean(library, threads, shape)
                .min()
                .stream()
                .mapToObj(gflops -> new Figure(gflops, true))
                .findFirst()
                .or(() -> bestUnclean(library, threads, shape));
    }

    /** The median of the forks that had a clean window. */
    Optional<Figure> median(Library library, int threads, Shape shape) {
        double[] forks = clean(library, threads, shape).sorted().toArray();
        if (forks.length == 0) {
            return bestUnclean(library, threads, shape);
        }
        double upper = forks[forks.length / 2];
        double lower = forks[(forks.length - 1) / 2];
        return Optional.of(new Figure((lower + upper) / 2, true));
    }

    /** The median of OpenBLAS or of MKL, whichever is faster. */
    Optional<Figure> betterPeer(int threads, Shape shape) {
        return Stream.of(Library.OPENBLAS, Library.MKL)
                .flatMap(library -> median(library, threads, shape).stream())
                .reduce((one, other) -> one.value() >= other.value() ? one : other);
    }

    /** Forks of a library without a clean window of a product. */
    long forksWithoutCleanWindow(Library library, int threads, Shape shape) {
        return of(library, threads, shape).filter(one -> !isClean(one)).count();
    }

    private Optional<Figure> bestUnclean(Library library, int threads, Shape shape) {
        return of(library, threads, shape)
                .mapToDouble(Measurement::gflops)
                .max()
                .stream()
                .mapToObj(gflops -> new Figure(gflops, false))
                .findFirst();
    }

    private DoubleStream clean(Library library, int threads, Shape shape) {
        return of(library, threads, shape)
                .filter(this::isClean)
                .mapToDouble(Measurement::gflops);
    }

    private Stream<Measurement> of(Library library, int threads, Shape shape) {
        return all.stream()
                .filter(one -> one.library() == library && one.threads() == threads)
                .filter(one -> one.shape().equals(shape));
    }

    /** Also the process as a whole must have seen the machine at its best. */
    private boolean isClean(Measurement one) {
        return one.clean().length > 0
                && one.reference().reaches(SAME_MACHINE, bestByLanes.get(one.lanes()));
    }
}
