package dev.lanewise.peers;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class PeersTest {
    private static void assertRefused(String expected, String... args) {
        StringWriter said = new StringWriter();
        CommandLine command = Peers.commandLine().setErr(new PrintWriter(said, true));
        assertEquals(CommandLine.ExitCode.USAGE, command.execute(args));
        assertTrue(said.toString().contains(expected), said::toString);
    }

    @Test
    void aCommandIsNeeded() {
        assertRefused("Missing required subcommand");
        assertRefused("--shapes", "--shapes", "512x");
    }

    @Test
    void aWrongOptionIsNamedWithWhatWasExpected() {
        assertRefused(
                "--cases is nosuch, expected part of the name of a network", "steps", "--cases",
                "nosuch");
        assertRefused("--forks is 0, expected a positive number", "steps", "--forks", "0");
        assertRefused("--threads is [1, 1], expected each number once", "products", "--threads",
                "1,1");
        assertRefused("--seconds is 0.0, expected a number above 0", "products", "--seconds", "0");
        assertRefused("--libraries is [LANEWISE], expected one of libtorch's", "steps",
                "--curves", "--libraries", "lanewise");
    }

    @Test
    void aFrameworkWithoutItsProfileIsRefused() {
        assumeTrue(System.getProperty("peers.frameworks", "").isEmpty());
        assertRefused("--libraries is DL4J, expected one that this platform has", "steps",
                "--libraries", "lanewise,dl4j");
    }

    @Test
    void whatMeansNothingInAnotherModeIsRefused() {
        assertRefused("--seconds does not go with --curves", "steps", "--curves", "--seconds", "1");
        assertRefused("--shapes does not go with --cold", "products", "--cold", "--shapes", "NN");
    }
}
