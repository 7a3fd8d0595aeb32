package dev.lanewise.benchmark;

import dev.lanewise.report.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The options that JMH does not know, taken out of the command line before JMH sees it.
 *
 * @param isShort whether to run the list of {@link ShortRun}
 * @param read results that were measured before, to be shown instead of new ones
 * @param baseline results to compare with
 * @param chosenFolder where results and report go, if that is said
 * @param jmh all other arguments, for JMH
 */
record Settings(
        boolean isShort,
        Optional<Path> read,
        Optional<Path> baseline,
        Optional<Path> chosenFolder,
        List<String> jmh) {
    /** Lines of help. */
    static final List<String> HELP = List.of(
            "Runs benchmarks as JMH does, and shows them in a table beside the machine's limits.",
            "",
            "  --short            a chosen list in one fork each, for a first look: some minutes;",
            "                     with a baseline in three forks each, some ten minutes",
            "  --baseline=FILE    compares with earlier results, as results.json has them, of two",
            "                     forks or more (-f 2); code 1 if anything is slower, 3 if",
            "                     nothing can be judged",
            "  --read=FILE        shows these results, runs nothing, and writes only into a folder",
            "                     that is given",
            "  --folder=FOLDER    where results.json, report.md and the rest go",
            "                     (benchmark-results; with Maven in target)",
            "",
            "All options of JMH are taken as well:",
            "");

    private static final String SHORT = "--short";
    private static final String READ = "--read=";
    private static final String BASELINE = "--baseline=";
    private static final String FOLDER = "--folder=";
    /** The environment variable by which a build tool names the folder where none is given. */
    private static final String USUAL_FOLDER = "BENCHMARKS_FOLDER";
    private static final String DEFAULT_FOLDER = "benchmark-results";

    Settings {
        jmh = List.copyOf(jmh);
    }

    /**
     * Takes our options out of the arguments. A file or folder without a name counts as not given,
     * as a build tool passes it whose user has set none.
     *
     * @throws IllegalArgumentException if an option is not known, or does not go with another, or
     *     if a file cannot be read
     */
    static Settings of(String... arguments) {
        boolean isShort = false;
        Optional<Path> read = Optional.empty();
        Optional<Path> baseline = Optional.empty();
        Optional<Path> folder = Optional.empty();
        List<String> jmh = new ArrayList<>();
        for (String argument : arguments) {
            if (argument.equals(SHORT)) {
                isShort = true;
            } else if (argument.startsWith(READ)) {
                read = file(READ, argument);
            } else if (argument.startsWith(BASELINE)) {
                baseline = file(BASELINE, argument);
            } else if (argument.startsWith(FOLDER)) {
                folder = path(FOLDER, argument);
            } else if (argument.startsWith("--")) {
                throw new IllegalArgumentException(
                        argument + " is not known, expected --short, --baseline=FILE, --read=FILE "
                                + "or --folder=FOLDER beside JMH's options; -h lists them");
            } else {
                jmh.add(argument);
            }
        }
        Settings settings = new Settings(isShort, read, baseline, folder, jmh);
        settings.check();
        return settings;
    }

    private static Optional<Path> path(String option, String argument) {
        String name = argument.substring(option.length());
        return name.isEmpty() ? Optional.empty() : Optional.of(Path.of(name));
    }

    private static Optional<Path> file(String option, String argument) {
        Optional<Path> file = path(option, argument);
        file.filter(path -> !Files.isReadable(path) || Files.isDirectory(path)).ifPresent(path -> {
            throw new IllegalArgumentException(
                    option + path + ": there is no such file, expected results as JMH writes them "
                            + "with -rf json");
        });
        return file;
    }

    /** Where results and report of a run go. */
    Path folder() {
        return chosenFolder.orElseGet(
                () -> Path.of(System.getenv().getOrDefault(USUAL_FOLDER, DEFAULT_FOLDER)));
    }

    private void check() {
        if (read.isPresent() && (isShort || !jmh.isEmpty())) {
            throw new IllegalArgumentException(
                    READ + read.get() + " runs nothing, expected no " + (isShort ? SHORT : jmh)
                            + " beside it");
        }
    }

    /** What to type in order to run the same again. */
    String command() {
        List<String> words = new ArrayList<>(isShort ? List.of(SHORT) : List.of());
        words.addAll(jmh);
        String compared = baseline.map(file -> " -Dbaseline=" + file.getFileName()).orElse("");
        String maven = isShort && jmh.isEmpty()
                ? "mvn -q -Pbenchmark"
                : Command.maven("benchmark", words);
        return maven + compared;
    }
}
