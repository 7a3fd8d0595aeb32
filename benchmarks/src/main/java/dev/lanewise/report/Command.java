package dev.lanewise.report;

import java.util.List;
import java.util.stream.Collectors;

/** A command line as it is told to others. */
public final class Command {
    private static final String FOLDERS = "(^|=)(/|[A-Za-z]:[/\\\\]).*[/\\\\](?=.)";

    private Command() {}

    /**
     * What Maven is to be called with. Folders stay out of it, as only the last name says anything
     * to others; words with spaces are quoted.
     *
     * @param profile the profile that runs the program
     * @param words arguments of the program
     */
    public static String maven(String profile, List<String> words) {
        return words.stream()
                .map(Command::word)
                .collect(Collectors.joining(" ", "mvn -q -P" + profile + " -Dargs=\"", "\""));
    }

    private static String word(String word) {
        String told = word.replaceFirst(FOLDERS, "$1");
        return told.isEmpty() || told.contains(" ") ? "'" + told + "'" : told;
    }
}
