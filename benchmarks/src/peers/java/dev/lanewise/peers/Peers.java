package dev.lanewise.peers;

import dev.lanewise.peers.predict.Predict;
import dev.lanewise.peers.process.WholeProcess;
import dev.lanewise.peers.product.Products;
import dev.lanewise.peers.report.WriteReport;
import dev.lanewise.peers.step.Steps;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * Lanewise beside other libraries, in the same run, each at its best setting, on a machine that may
 * be shared: see {@link dev.lanewise.measure.CleanWindows}.
 *
 * <pre>
 * mvn -q -Ppeers                        the products
 * mvn -q -Ppeers -Dargs="steps"         training steps
 * mvn -q -Ppeers,frameworks -Dargs="steps"        beside TensorFlow Java, DJL and DL4J too
 * mvn -q -Ppeers -Dargs="steps --help"  its options
 * mvn -q -Ppeers -Dargs="predict"       predictions of a single row
 * mvn -q -Ppeers -Dargs="process --data FOLDER"    a whole training on Fashion-MNIST
 * mvn -q -Ppeers -Dargs="report"        a page of all that was measured
 * </pre>
 */
@Command(
        name = "peers",
        description = "Lanewise beside other libraries.",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        subcommands = {
            Products.class,
            Steps.class,
            Predict.class,
            WholeProcess.class,
            WriteReport.class})
public final class Peers {
    private Peers() {}

    /** Runs a command and ends the process: 0 where every process of it ran to its end. */
    public static void main(String... args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Peers())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(Peers::report);
    }

    private static int report(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        command.getErr().println("error: " + e.getMessage() + "; --help lists the options");
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
