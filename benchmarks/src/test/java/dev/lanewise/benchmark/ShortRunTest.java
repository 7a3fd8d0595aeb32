package dev.lanewise.benchmark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.format.OutputFormat;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

class ShortRunTest {
    private static Collection<BenchmarkListEntry> found(List<String> names) {
        OutputFormat nowhere = OutputFormatFactory.createFormatInstance(
                new PrintStream(OutputStream.nullOutputStream()), VerboseMode.SILENT);
        return BenchmarkList.defaultList().find(nowhere, names, List.of());
    }

    private static Map<String, String[]> parameters(BenchmarkListEntry benchmark) {
        return benchmark.getParams().orElse(Map.of());
    }

    @Test
    void itsListNamesBenchmarksAndParametersThatThereAre() {
        for (String name : ShortRun.BENCHMARKS) {
            assertFalse(found(List.of(name)).isEmpty(), name);
        }
        Set<String> known = found(ShortRun.BENCHMARKS).stream()
                .flatMap(benchmark -> parameters(benchmark).keySet().stream())
                .collect(Collectors.toSet());
        assertTrue(known.containsAll(ShortRun.PARAMETERS.keySet()), known::toString);
    }

    /** At four seconds each it is over in less than four minutes. */
    @Test
    void itIsShort() {
        long runs = found(ShortRun.BENCHMARKS).stream()
                .mapToLong(benchmark -> parameters(benchmark).entrySet()
                        .stream()
                        .mapToLong(parameter -> ShortRun.PARAMETERS.containsKey(parameter.getKey())
                                ? ShortRun.PARAMETERS.get(parameter.getKey()).size()
                                : parameter.getValue().length)
                        .reduce(1, (some, more) -> some * more))
                .sum();
        assertTrue(runs >= 40 && runs <= 55, runs + " runs");
    }

    @Test
    void optionsGoBeforeIt() throws Exception {
        Options given = new CommandLineOptions("-f", "3", "-p", "activation=TANH");
        OptionsBuilder options = new OptionsBuilder();
        ShortRun.addTo(options, given, true);
        assertEquals(3, options.getForkCount().get());
        assertTrue(options.getParameter("product").hasValue());
        assertFalse(options.getParameter("activation").hasValue());
    }

    @Test
    void aComparisonTakesThreeForksEach() throws Exception {
        OptionsBuilder alone = new OptionsBuilder();
        ShortRun.addTo(alone, new CommandLineOptions(), false);
        assertEquals(1, alone.getForkCount().get());
        OptionsBuilder compared = new OptionsBuilder();
        ShortRun.addTo(compared, new CommandLineOptions(), true);
        assertEquals(3, compared.getForkCount().get());
        assertFalse(compared.getWarmupIterations().hasValue(), "as each benchmark asks for");
    }

    @Test
    void namesDoNotGoWithIt() throws Exception {
        Options named = new CommandLineOptions("Sgemm");
        assertThrows(
                IllegalArgumentException.class,
                () -> ShortRun.addTo(new OptionsBuilder(), named, false));
    }
}
