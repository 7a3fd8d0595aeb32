package dev.lanewise.samples.images;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** {@link CacheFolder} by the custom of each system. */
class CacheFolderTest {
    private static final Path HOME = Path.of("home").toAbsolutePath();
    private static final Path ELSEWHERE = Path.of("elsewhere").toAbsolutePath();

    @Test
    void isBelowDotCacheOnLinux() {
        assertEquals(HOME.resolve(".cache/lanewise"), CacheFolder.of("Linux", HOME, Map.of()));
    }

    @Test
    void followsAnAbsoluteXdgCacheHome() {
        Map<String, String> environment = Map.of("XDG_CACHE_HOME", ELSEWHERE.toString());
        assertEquals(ELSEWHERE.resolve("lanewise"), CacheFolder.of("Linux", HOME, environment));
    }

    @Test
    void ignoresAnEmptyOrRelativeXdgCacheHome() {
        Path usual = HOME.resolve(".cache/lanewise");
        assertEquals(usual, CacheFolder.of("Linux", HOME, Map.of("XDG_CACHE_HOME", "")));
        assertEquals(usual, CacheFolder.of("Linux", HOME, Map.of("XDG_CACHE_HOME", "relative")));
    }

    @Test
    void isBelowLibraryCachesOnMacOs() {
        assertEquals(
                HOME.resolve("Library/Caches/lanewise"),
                CacheFolder.of("Mac OS X", HOME, Map.of("XDG_CACHE_HOME", ELSEWHERE.toString())));
    }

    @Test
    void isBelowLocalAppDataOnWindows() {
        Map<String, String> environment = Map.of("LOCALAPPDATA", ELSEWHERE.toString());
        assertEquals(
                ELSEWHERE.resolve("lanewise"), CacheFolder.of("Windows 11", HOME, environment));
        assertEquals(
                HOME.resolve("AppData/Local/lanewise"),
                CacheFolder.of("Windows 11", HOME, Map.of()));
    }
}
