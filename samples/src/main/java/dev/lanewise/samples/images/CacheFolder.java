package dev.lanewise.samples.images;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Where this user's programs keep files that can be fetched again. */
final class CacheFolder {
    private static final String NAME = "lanewise";

    private CacheFolder() {}

    /** Of the user who runs this process. */
    static Path ofUser() {
        return of(
                System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")),
                System.getenv());
    }

    /**
     * By the custom of the system: %LOCALAPPDATA% on Windows, ~/Library/Caches on macOS, elsewhere
     * $XDG_CACHE_HOME (if absolute, as the XDG base directory specification demands) or ~/.cache.
     */
    static Path of(String system, Path home, Map<String, String> environment) {
        String name = system.toLowerCase(Locale.ROOT);
        if (name.startsWith("windows")) {
            return folder(environment, "LOCALAPPDATA", home.resolve("AppData").resolve("Local"));
        }
        if (name.startsWith("mac")) {
            return home.resolve("Library").resolve("Caches").resolve(NAME);
        }
        return folder(environment, "XDG_CACHE_HOME", home.resolve(".cache"));
    }

    private static Path folder(Map<String, String> environment, String variable, Path otherwise) {
        return Stream.ofNullable(environment.get(variable))
                .filter(Predicate.not(String::isBlank))
                .map(Path::of)
                .filter(Path::isAbsolute)
                .findFirst()
                .orElse(otherwise)
                .resolve(NAME);
    }
}
