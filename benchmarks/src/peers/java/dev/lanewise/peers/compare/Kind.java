package dev.lanewise.peers.compare;

import java.util.Collection;
import java.util.List;
import java.util.function.Function;

/**
 * A kind of comparison: all that is needed to make figures of measurements, whether these were just
 * made or come from a file.
 *
 * @param <W> what the libraries are timed at
 * @param command the command that measures it
 * @param libraries all that there are
 * @param workloads all that there are
 * @param findings what is told of results
 */
public record Kind<W extends Workload>(
        String command,
        List<? extends Contender<W>> libraries,
        List<W> workloads,
        Function<Results<W>, Findings<W>> findings) {
    /**
     * The report of a run of which only the file is left. Where a run was to measure everything,
     * what is missing counts as planned; else nobody knows what was.
     *
     * @param measured its measurements, or those of several runs, of this kind
     * @param failures processes that gave nothing
     * @param scope what its verdicts begin with, empty where it was to measure everything
     */
    public Report<W> report(
            Collection<Measurement> measured, Collection<Failure> failures, String scope) {
        List<? extends Contender<W>> there = libraries.stream()
                .filter(library -> isOf(library, measured, failures))
                .toList();
        List<W> planned = scope.isEmpty()
                ? workloads
                : workloads.stream()
                        .filter(workload -> measured.stream()
                                .anyMatch(one -> one.workload().equals(workload.toString())))
                        .toList();
        return report(new Results<>(there, planned, measured, failures), scope);
    }

    /** The report of these results. */
    public Report<W> report(Results<W> results, String scope) {
        return new Report<>(results, findings.apply(results), scope);
    }

    /** The title of a library, by the name that results have; the name if there is none. */
    public String title(String library) {
        return libraries.stream()
                .filter(one -> one.name().equals(library))
                .findFirst()
                .map(Contender::title)
                .orElse(library);
    }

    private static boolean isOf(
            Contender<?> library, Collection<Measurement> measured, Collection<Failure> failures) {
        return measured.stream().anyMatch(one -> one.library().equals(library.name()))
                || failures.stream().anyMatch(one -> one.title().equals(library.title()));
    }
}
