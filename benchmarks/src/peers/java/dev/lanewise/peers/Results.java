package dev.lanewise.peers;

import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a run measured, asked by library, number of threads and product. */
final class Results {
    /** As far may a process's yardsticks stay below those of the best one. */
    private static final double SAME_MACHINE = 0.97;

    private final List<Library> libraries;
    private final List<Shape> planned;
    private final List<Measurement> all;
    private final List<Failure> failures;
    private final Map<Setting, Reading> best;

    /** Processes whose yardsticks can be compared. */
    private record Setting(int lanes, int threads) {
        static Setting of(Measurement one) {
            return new Setting(one.lanes(), one.threads());
        }
    }

    /**
     * What came of a plan.
     *
     * @param libraries who was to be measured
     * @param planned the products
     * @param all what was measured
     * @param failures the processes that gave nothing
     */
    Results(
            List<Library> libraries,
            List<Shape> planned,
            Collection<Measurement> all,
            Collection<Failure> failures) {
        this.libraries = List.copyOf(libraries);
        this.planned = List.copyOf(planned);
        this.all = List.copyOf(all);
        this.failures = List.copyOf(failures);
        best = all.stream().collect(
                Collectors.toMap(Setting::of, Measurement::reference, Reading::best));
    }

    /** The products that were to be measured. */
    List<Shape> planned() {
        return planned;
    }

    /** The processes that gave nothing. */
    List<Failure> failures() {
        return failures;
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
        return threads * best.get(new Setting(lanes(), threads)).fma();
    }

    /** Floats in a vector of ours. */
    int lanes() {
        return all.stream()
                .filter(one -> one.library() == Library.LANEWISE)
                .mapToInt(Measurement::lanes)
                .findFirst()
                .orElseThrow();
    }

    /** The slowest of the clean forks; where there is none, of all. */
    Optional<Figure> worst(Library library, int threads, Shape shape) {
        double[] forks = clean(library, threads, shape).toArray();
        DoubleStream counting = forks.length > 0
                ? Arrays.stream(forks)
                : of(library, threads, shape).mapToDouble(Measurement::gflops);
        return figure(counting.min(), forks.length);
    }

    /** The median of the clean forks; where there is none, the fastest of all. */
    Optional<Figure> median(Library library, int threads, Shape shape) {
        double[] forks = clean(library, threads, shape).sorted().toArray();
        if (forks.length == 0) {
            return figure(of(library, threads, shape).mapToDouble(Measurement::gflops).max(), 0);
        }
        double upper = forks[forks.length / 2];
        double lower = forks[(forks.length - 1) / 2];
        return Optional.of(new Figure((lower + upper) / 2, forks.length));
    }

    /**
     * The best median of a native library on at most so many threads: one that is faster on a
     * single thread is used so. Clean only if each library of the plan has a clean figure.
     */
    Optional<Figure> betterPeer(int threads, Shape shape) {
        List<Library> peers = libraries.stream().filter(Library::isNative).toList();
        List<Figure> figures = peers.stream()
                .flatMap(library -> IntStream.rangeClosed(1, threads)
                        .mapToObj(number -> median(library, number, shape)))
                .flatMap(Optional::stream)
                .toList();
        boolean clean = figures.stream().allMatch(Figure::isClean)
                && peers.stream()
                        .allMatch(library -> median(library, threads, shape).isPresent());
        return figures.stream()
                .map(Figure::value)
                .max(Double::compare)
                .map(best -> clean ? Figure.certain(best) : new Figure(best, 0));
    }

    /** Forks of a library that had too few clean windows of a product. */
    long uncleanForks(Library library, int threads, Shape shape) {
        return of(library, threads, shape).filter(one -> !isClean(one)).count();
    }

    private static Optional<Figure> figure(OptionalDouble gflops, int forks) {
        return gflops.isPresent()
                ? Optional.of(new Figure(gflops.getAsDouble(), forks))
                : Optional.empty();
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
        return one.clean().length >= CleanWindows.ENOUGH
                && one.reference().reaches(SAME_MACHINE, best.get(Setting.of(one)));
    }
}
