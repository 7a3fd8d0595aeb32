package dev.lanewise.samples;

import dev.lanewise.samples.backend.KernelsAlone;
import dev.lanewise.samples.common.UserError;
import dev.lanewise.samples.embed.Embed;
import dev.lanewise.samples.images.Images;
import dev.lanewise.samples.pytorch.PyTorchImport;
import dev.lanewise.samples.table.Table;
import dev.lanewise.samples.xor.Xor;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;
import picocli.CommandLine;

/**
 * The course of samples: numbered programs, from the smallest to the one to start your own from.
 *
 * <pre>
 * mvn -q -Psample                            sample 02, the main job
 * mvn -q -Psample -Dsample=01                another one
 * mvn -q -Psample -Dargs="--epochs 3"        with options
 * mvn -q -Psample -Dargs="--help"            which options there are
 * </pre>
 */
@Command(
        name = "samples",
        description = "Numbered programs, from the smallest network to the last.",
        subcommands = {
            Xor.class, Images.class, Table.class, Embed.class, KernelsAlone.class,
            PyTorchImport.class},
        commandListHeading = "%nThe course:%n",
        synopsisSubcommandLabel = "01|02|03|04|05|06",
        mixinStandardHelpOptions = true,
        version = "Lanewise, on Java ${java.version}, ${os.name} ${os.arch}",
        scope = ScopeType.INHERIT)
public final class Samples implements Runnable {
    @Spec
    private CommandSpec spec;

    /** Runs a sample and ends the process: 0 where all went well, 1 an error, 2 wrong options. */
    public static void main(String... args) {
        // The same text on every machine: a point before decimals.
        Locale.setDefault(Locale.ROOT);
        System.setProperty("java.awt.headless", "true");
        System.exit(commandLine().execute(args));
    }

    /** The command line, without an end of the process. */
    public static CommandLine commandLine() {
        return new CommandLine(new Samples())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setParameterExceptionHandler(Samples::reportOptions)
                .setExecutionExceptionHandler(Samples::report);
    }

    /** Without a number: lists the course. */
    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int reportOptions(ParameterException e, String[] args) {
        CommandLine command = e.getCommandLine();
        String problem = e.getMessage();
        if (e instanceof UnmatchedArgumentException) {
            problem = command.getParent() == null
                    ? "there is no sample " + String.join(" ", args) + "; there are 01 to 06"
                    : problem + "; --help lists the options";
        }
        command.getErr().println(oneLine(problem));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    /** One line for what the user can put right; all else keeps its stack trace. */
    private static int report(Exception e, CommandLine command, ParseResult parsed)
            throws Exception {
        if (!(e instanceof UserError || e instanceof IOException)) {
            throw e;
        }
        command.getErr().println(oneLine(message(e)));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    private static String message(Exception e) {
        return switch (e) {
            case NoSuchFileException missing -> missing.getFile() + ": no such file or directory";
            case AccessDeniedException denied -> denied.getFile() + ": access denied";
            case FileAlreadyExistsException there ->
                there.getFile() + ": is there, and not a directory";
            default -> e.getMessage() == null ? e.toString() : e.getMessage();
        };
    }

    private static String oneLine(String message) {
        return "error: " + message.strip().replaceAll("\\s*\\R\\s*", " ");
    }
}
