package dev.lanewise.benchmark;

import dev.lanewise.measure.CleanWindows;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Why figures are to be doubted. */
final class Warnings {
    /** Forks without which a figure says nothing of the next JVM. */
    private static final int FORKS_ASKED = 5;

    /** As many are named, and the others counted. */
    private static final int NAMED = 5;

    private final Results results;

    Warnings(Results results) {
        this.results = results;
    }

    /** A line each; none where all is well. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        int fewest = results.series().stream().mapToInt(one -> one.forks().size()).min().orElse(0);
        if (fewest < FORKS_ASKED) {
            lines.add(
                    (fewest == 1 ? "One fork: a first look" : fewest + " forks")
                            + "; the next JVM may compile differently, and figures to be told "
                            + "need " + FORKS_ASKED + " (-f " + FORKS_ASKED + ").");
        }
        if (!results.hasYardsticks()) {
            lines.add("No yardsticks were read: nothing says whether the machine was busy.");
        } else {
            addUnclean(lines);
        }
        addAllocation(lines);
        Control.of(results).filter(Predicate.not(Control::isLinear)).ifPresent(control -> lines.add(
                "The control does not grow linearly: the other figures are not to be trusted."));
        return lines;
    }

    private void addUnclean(List<String> lines) {
        List<String> unclean = names(figure -> !figure.isClean());
        if (!unclean.isEmpty()) {
            List<String> dirty = names(figure -> figure.cleanIterations() == 0);
            lines.add(
                    "The machine was busy or its clock low: forks with fewer than "
                            + CleanWindows.ENOUGH + " clean iterations in " + unclean.size()
                            + " of " + results.series().size() + " benchmarks"
                            + (dirty.isEmpty() ? "" : ", not one of them clean in " + dirty.size())
                            + ": " + listed(unclean) + ".");
        }
    }

    private void addAllocation(List<String> lines) {
        List<String> allocating = names(figure -> figure.series()
                .implementation()
                .equals(Series.VECTOR)
                && figure.series().allocation().filter(Series.Allocation::isReal).isPresent());
        if (!allocating.isEmpty()) {
            lines.add(
                    "Vector kernels that allocate, though they should not; C2 had not compiled "
                            + "them yet (a longer warm-up: -wi 50), or makes objects of their "
                            + "vectors: " + listed(allocating) + ".");
        }
    }

    private static String listed(List<String> names) {
        int more = names.size() - NAMED;
        return more <= 0
                ? String.join("; ", names)
                : String.join("; ", names.subList(0, NAMED)) + "; and " + more + " more";
    }

    private List<String> names(Predicate<Figure> which) {
        return results.series()
                .stream()
                .map(one -> Figure.of(one, results::isClean))
                .filter(which)
                .map(figure -> figure.series().name())
                .toList();
    }
}
