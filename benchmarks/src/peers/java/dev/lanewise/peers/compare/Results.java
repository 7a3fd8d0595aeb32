package dev.lanewise.peers.compare;

import dev.lanewise.measure.CleanWindows;
import dev.lanewise.measure.Reading;
import dev.lanewise.report.Median;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a run measured, asked by library, number of threads and workload.
 *
 * @param <W> what the libraries were timed at
 */
public final class Results<W extends Workload> {
    private final List<Contender<W>> libraries;
    /** Lanewise, if it was to be measured. */
    private final Optional<Contender<W>> ours;
    private final List<W> planned;
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
     * @param planned the workloads
     * @param all what was measured
     * @param failures the processes that gave nothing
     */
    public Results(
            List<? extends Contender<W>> libraries,
            List<W> planned,
            Collection<Measurement> all,
            Collection<Failure> failures) {
        this.libraries = List.copyOf(libraries);
        ours = this.libraries.stream().filter(Contender::isOurs).findFirst();
        this.planned = List.copyOf(planned);
        this.all = List.copyOf(all);
        this.failures = List.copyOf(failures);
        best = all.stream().collect(
                Collectors.toMap(Setting::of, Measurement::reference, Reading::best));
    }

    /** The workloads that were to be measured. */
    public List<W> planned() {
        return planned;
    }

    /** The processes that gave nothing. */
    public List<Failure> failures() {
        return failures;
    }

    List<Measurement> all() {
        return all;
    }

    /** The libraries that are not ours and of which anything was measured on so many threads. */
    public List<Contender<W>> others(int threads) {
        return libraries.stream()
                .filter(library -> !library.isOurs() && has(library, threads))
                .toList();
    }

    /** The workloads that ours was timed at on so many threads. */
    public List<W> workloads(int threads) {
        return planned.stream().filter(workload -> ourWorst(threads, workload).isPresent())
                .toList();
    }

    /** Whether anything of a library was measured on so many threads. */
    private boolean has(Contender<W> library, int threads) {
        return all.stream().anyMatch(one -> one.isOf(library, threads));
    }

    /** What the FMA chains reach on so many threads with the lanes that ours has, in GFLOP/s. */
    public double yardstick(int threads) {
        return threads * best.get(new Setting(lanes(), threads)).fma();
    }

    /** Floats in a vector of ours. */
    public int lanes() {
        String name = ours.orElseThrow().name();
        return all.stream()
                .filter(one -> one.library().equals(name))
                .mapToInt(Measurement::lanes)
                .findFirst()
                .orElseThrow();
    }

    /** Ours: the slowest of the clean forks; where there is none, of all. */
    public Optional<Figure> ourWorst(int threads, W workload) {
        return ours.flatMap(library -> worst(library, threads, workload));
    }

    /** Ours: the median of the clean forks; where there is none, the fastest of all. */
    public Optional<Figure> ourMedian(int threads, W workload) {
        return ours.flatMap(library -> median(library, threads, workload));
    }

    /** Ours in its worst fork as a share of the FMA chains. */
    public Optional<Figure> share(int threads, W workload) {
        return ourWorst(threads, workload)
                .map(worst -> worst.over(Figure.certain(yardstick(threads))));
    }

    /** Ours in its worst fork by the better of those to be beaten. */
    public Optional<Figure> ratio(int threads, W workload) {
        return ratio(Contender::isRival, threads, workload);
    }

    /** Ours in its worst fork by the better of these libraries. */
    public Optional<Figure> ratio(
            Predicate<Contender<W>> rivals, int threads, W workload) {
        return ourWorst(threads, workload)
                .flatMap(worst -> better(rivals, threads, workload).map(worst::over));
    }

    /** Ours in its worst fork by the best median of a peer on at most so many threads. */
    Optional<Figure> ratioTo(Contender<W> peer, int threads, W workload) {
        return ourWorst(threads, workload)
                .flatMap(
                        worst -> medians(peer, threads, workload)
                                .max(Comparator.comparingDouble(Figure::value))
                                .map(worst::over));
    }

    /** What libraries say of themselves, by their titles, where they say anything. */
    Map<String, String> builds() {
        Map<String, String> builds = new LinkedHashMap<>();
        for (Contender<W> library : libraries) {
            all.stream()
                    .filter(one -> one.library().equals(library.name()))
                    .map(Measurement::build)
                    .filter(build -> !build.isEmpty())
                    .findFirst()
                    .ifPresent(build -> builds.put(library.title(), build));
        }
        return builds;
    }

    /** Ours in its worst fork by its median on a single thread. */
    public Optional<Figure> scaling(int threads, W workload) {
        return ourWorst(threads, workload)
                .flatMap(worst -> ourMedian(1, workload).map(worst::over));
    }

    private Optional<Figure> worst(Contender<W> library, int threads, W workload) {
        double[] forks = clean(library, threads, workload).toArray();
        DoubleStream counting = forks.length > 0
                ? Arrays.stream(forks)
                : of(library, threads, workload).mapToDouble(Measurement::gflops);
        return figure(counting.min(), forks.length);
    }

    /** The median of the clean forks; where there is none, the fastest of all. */
    public Optional<Figure> median(Contender<W> library, int threads, W workload) {
        double[] forks = clean(library, threads, workload).toArray();
        if (forks.length == 0) {
            return figure(of(library, threads, workload).mapToDouble(Measurement::gflops).max(), 0);
        }
        return figure(Median.of(Arrays.stream(forks)), forks.length);
    }

    /** The medians on so many threads or fewer, as far as they were measured. */
    private Stream<Figure> medians(Contender<W> library, int threads, W workload) {
        return IntStream.rangeClosed(1, threads)
                .mapToObj(number -> median(library, number, workload))
                .flatMap(Optional::stream);
    }

    /**
     * The best median of some libraries on at most so many threads: one that is faster on a single
     * thread is used so. As certain as the least certain of these medians, and not clean
     * where a library of the plan that bears the workload has none on so many threads.
     */
    private Optional<Figure> better(
            Predicate<Contender<W>> which, int threads, W workload) {
        List<Contender<W>> rivals = libraries.stream()
                .filter(which)
                .filter(library -> library.bears(workload))
                .toList();
        List<Figure> figures = rivals.stream()
                .flatMap(library -> medians(library, threads, workload))
                .toList();
        boolean all = rivals.stream()
                .allMatch(library -> median(library, threads, workload).isPresent());
        int forks = all ? figures.stream().mapToInt(Figure::forks).min().orElse(0) : 0;
        return figures.stream()
                .map(Figure::value)
                .max(Double::compare)
                .map(fastest -> new Figure(fastest, forks));
    }

    /**
     * Of each library and workload that ours was timed at, the number of forks that are left out,
     * for too few clean windows or slow yardsticks, where there are such.
     */
    List<String> uncleanForks(int threads) {
        List<String> unclean = new ArrayList<>();
        for (Contender<W> library : libraries) {
            for (W workload : workloads(threads)) {
                long count = of(library, threads, workload).filter(one -> !isClean(one)).count();
                if (count > 0) {
                    unclean.add(library.title() + " " + workload + " (" + count + ")");
                }
            }
        }
        return unclean;
    }

    /** Of each library, how much of the plan was measured on so many threads, if not all of it. */
    List<String> incomplete(int threads) {
        List<String> incomplete = new ArrayList<>();
        for (Contender<W> library : libraries) {
            List<W> borne = planned.stream().filter(library::bears).toList();
            long count = borne.stream()
                    .filter(workload -> of(library, threads, workload).findAny().isPresent())
                    .count();
            if (library.runs(threads, 1) && count < borne.size()) {
                incomplete.add(library.title() + " (" + count + " of " + borne.size() + ")");
            }
        }
        return incomplete;
    }

    private static Optional<Figure> figure(OptionalDouble gflops, int forks) {
        return gflops.isPresent()
                ? Optional.of(new Figure(gflops.getAsDouble(), forks))
                : Optional.empty();
    }

    private DoubleStream clean(Contender<W> library, int threads, W workload) {
        return of(library, threads, workload)
                .filter(this::isClean)
                .mapToDouble(Measurement::gflops);
    }

    private Stream<Measurement> of(Contender<W> library, int threads, W workload) {
        return all.stream()
                .filter(one -> one.isOf(library, threads))
                .filter(one -> one.workload().equals(workload.toString()));
    }

    /** Also the process as a whole must have seen the machine at its best. */
    private boolean isClean(Measurement one) {
        return one.clean().length >= CleanWindows.ENOUGH
                && one.reference().reaches(CleanWindows.NEAR_BEST, best.get(Setting.of(one)));
    }
}
