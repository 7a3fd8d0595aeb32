package dev.lanewise.kernel.vector;

import java.util.HexFormat;
import java.util.stream.Stream;

/** Machine code from text: hexadecimal bytes, and behind // what the GNU assembler calls them. */
final class MachineCode {
    private MachineCode() {}

    static byte[] of(String... lines) {
        String hex = Stream.of(lines).map(line -> line.split("//")[0]).reduce("", String::concat);
        return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    }
}
