package dev.lanewise.kernel.vector;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * A compiled version of a method, in use in this JVM (HotSpot under Linux).
 *
 * @param id number of the compilation
 * @param level 1 to 3 if C1 compiled it, 4 if C2 did
 * @param method class and method
 * @param address where its code begins
 * @param length bytes of its code
 */
record CompiledCode(int id, int level, String method, long address, int length) {
    /** {@code id level state class.method(parameters)result [header, begin - end]}; 0 is in use. */
    private static final Pattern IN_USE =
            Pattern.compile(
                    "^(\\d+) (\\d) 0 ([^( ]+)\\(\\S* \\[\\w+, 0x(\\w+) - 0x(\\w+)]",
                    Pattern.MULTILINE);

    private static final int C2 = 4;

    /** The opcode of {@code call}. */
    private static final byte CALL = (byte) 0xE8;

    /** The versions of all methods whose name, class and all, the pattern matches. */
    static List<CompiledCode> of(Pattern method) throws JMException {
        ObjectName commands = new ObjectName("com.sun.management:type=DiagnosticCommand");
        Object list = ManagementFactory.getPlatformMBeanServer()
                .invoke(commands, "compilerCodelist", null, null);
        return IN_USE.matcher((String) list).results()
                .filter(line -> method.matcher(line.group(3)).matches())
                .map(CompiledCode::parse)
                .toList();
    }

    private static CompiledCode parse(MatchResult line) {
        long begin = Long.parseLong(line.group(4), 16);
        return new CompiledCode(
                Integer.parseInt(line.group(1)),
                Integer.parseInt(line.group(2)),
                line.group(3),
                begin,
                Math.toIntExact(Long.parseLong(line.group(5), 16) - begin));
    }

    /** The machine code. */
    byte[] bytes() {
        byte[] bytes = new byte[length];
        try (RandomAccessFile memory = new RandomAccessFile("/proc/self/mem", "r")) {
            memory.seek(address);
            memory.readFully(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(this + " cannot be read", e);
        }
        return bytes;
    }

    /**
     * Whether C2 made it for calls, and not to take over from a slower version in the midst of a
     * loop. C2 puts the call of a breakpoint where a version of the latter kind would be called.
     */
    boolean isMadeByC2ForCalls() {
        return level == C2 && bytes()[0] != CALL;
    }
}
