package dev.lanewise.peers.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.lanewise.peers.compare.Bar;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which runs a report is made of: for each command and number of threads the latest one, and what
 * is taken beside it from others.
 *
 * @param runs all that there are
 * @param only the names of those to choose from; if empty, all that are whole: everything was
 *     measured, in as many processes as a verdict takes
 * @param joined the names of those that give libraries which the chosen run has not
 */
record Choice(List<RunLines> runs, List<String> only, List<String> joined) {
    /** The numbers of threads that a command can be told on. */
    List<Integer> threads(String command) {
        return runs.stream()
                .flatMap(run -> run.lines().stream())
                .map(RunLines::threads)
                .distinct()
                .sorted()
                .filter(threads -> chosen(command, threads).isPresent())
                .toList();
    }

    /** The latest run of a command on so many threads. */
    Optional<RunLines> chosen(String command, int threads) {
        return runs.stream()
                .filter(run -> run.end().command().equals(command))
                .filter(run -> !run.on(threads).isEmpty())
                .filter(run -> only.isEmpty() ? isWhole(run, threads) : isIn(only, run))
                .max(Comparator.comparing(run -> run.end().run()));
    }

    private static boolean isWhole(RunLines run, int threads) {
        return run.end().scope().isEmpty() && run.forks(threads) >= Bar.FORKS_ASKED;
    }

    private static boolean isIn(List<String> names, RunLines run) {
        return names.contains(run.end().run());
    }

    /** The joined runs of a command that have something to give on so many threads. */
    List<RunLines> beside(String command, int threads) {
        return runs.stream()
                .filter(run -> run.end().command().equals(command) && isIn(joined, run))
                .filter(run -> !given(run, command, threads).isEmpty())
                .toList();
    }

    /** Lines of libraries that the chosen run has not. */
    List<JsonNode> given(RunLines joined, String command, int threads) {
        List<String> there = chosen(command, threads).stream()
                .flatMap(run -> run.on(threads).stream())
                .map(Choice::library)
                .toList();
        return joined.on(threads).stream().filter(line -> !there.contains(library(line))).toList();
    }

    /** Every line that tells of a command on so many threads, chosen and joined. */
    List<JsonNode> lines(String command, int threads) {
        List<JsonNode> lines = new ArrayList<>();
        chosen(command, threads).ifPresent(run -> lines.addAll(run.on(threads)));
        beside(command, threads).forEach(run -> lines.addAll(given(run, command, threads)));
        return lines;
    }

    /** Whether there is no run to tell anything of. */
    boolean isEmpty() {
        return runs.stream().allMatch(run -> threads(run.end().command()).isEmpty());
    }

    /** The names of joined runs that give nothing to these commands. */
    List<String> idle(List<String> commands) {
        List<String> giving = commands.stream()
                .flatMap(
                        command -> threads(command).stream()
                                .flatMap(threads -> beside(command, threads).stream()))
                .map(run -> run.end().run())
                .toList();
        return joined.stream().filter(name -> !giving.contains(name)).toList();
    }

    /** Names that no run has. */
    List<String> unknown() {
        return Stream.concat(only.stream(), joined.stream())
                .filter(name -> runs.stream().noneMatch(run -> run.end().run().equals(name)))
                .toList();
    }

    static String library(JsonNode line) {
        return line.path("library").asText();
    }
}
