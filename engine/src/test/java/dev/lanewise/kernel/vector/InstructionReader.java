package dev.lanewise.kernel.vector;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Divides x86-64 machine code into instructions, so that no byte of a constant or displacement is
 * taken for an opcode.
 *
 * <p>It knows how long every instruction is, up to AVX-512 (Intel 64 and IA-32 Architectures
 * Software Developer's Manual, volume 2, chapter 2 and appendix A), but hardly what any of them
 * does. What it cannot read is an error, never skipped.
 */
final class InstructionReader {
    /**
     * What follows each opcode of one byte, a row for each first digit.
     *
     * <pre>
     * .  nothing                          m  ModRM byte
     * b  immediate of 1 byte              B  ModRM and immediate of 1 byte
     * z  immediate of 4 bytes (2 by 66)   Z  ModRM and immediate of 4 bytes (2 by 66)
     * w  immediate of 2 bytes             v  as z, but 8 bytes if REX.W
     * e  immediate of 3 bytes             o  address of 8 bytes
     * s  jump by 1 byte                   j  jump by 4 bytes
     * c  call by 4 bytes                  -  prefix, or no instruction
     * t  ModRM, as B if its middle field is 0 or 1 (test)
     * T  ModRM, as Z if its middle field is 0 or 1 (test)
     * </pre>
     */
    private static final String ONE_BYTE = ""
            + "mmmmbz--mmmmbz--" // 00
            + "mmmmbz--mmmmbz--"
            + "mmmmbz--mmmmbz--"
            + "mmmmbz--mmmmbz--"
            + "----------------" // 40
            + "................"
            + "---m----zZbB...."
            + "ssssssssssssssss"
            + "BZ-Bmmmmmmmmmmmm" // 80
            + "..........-....."
            + "oooo....bz......"
            + "bbbbbbbbvvvvvvvv"
            + "BBw.--BZe.w..b-." // C0
            + "mmmm---.mmmmmmmm"
            + "ssssbbbbcj-s...."
            + "-.--..tT......mm";

    /** The same for opcodes after 0F, with or without VEX or EVEX. */
    private static final String AFTER_0F = ""
            + "mmmm-.....-.-m.B" // 00
            + "mmmmmmmmmmmmmmmm"
            + "mmmm----mmmmmmmm"
            + "......-.--------"
            + "mmmmmmmmmmmmmmmm" // 40
            + "mmmmmmmmmmmmmmmm"
            + "mmmmmmmmmmmmmmmm"
            + "BBBBmmm.mmmmmmmm"
            + "jjjjjjjjjjjjjjjj" // 80
            + "mmmmmmmmmmmmmmmm"
            + "...mBm--...mBmmm"
            + "mmmmmmmmmmBmmmmm"
            + "mmBmBBBm........" // C0
            + "mmmmmmmmmmmmmmmm"
            + "mmmmmmmmmmmmmmmm"
            + "mmmmmmmmmmmmmmmm";

    /** Bytes that an instruction has at most. */
    private static final int LONGEST = 15;

    private final byte[] code;
    private int at;

    // Of the instruction that is being read.
    private int start;
    private boolean vector;
    private int map;
    private int prefix;
    private boolean halved; // by 66
    private boolean wide; // by REX.W
    private int highBaseBit; // 8 or 0

    private InstructionReader(byte[] code) {
        this.code = code;
    }

    /**
     * All instructions of the code, from its first byte to its last.
     *
     * @throws IllegalArgumentException if something in it is no instruction
     */
    static List<Instruction> read(byte[] code) {
        InstructionReader reader = new InstructionReader(code);
        List<Instruction> instructions = new ArrayList<>();
        while (reader.at < code.length) {
            instructions.add(reader.next());
        }
        return instructions;
    }

    private Instruction next() {
        start = at;
        vector = false;
        map = 0;
        prefix = 0;
        halved = false;
        wide = false;
        highBaseBit = 0;
        int opcode = opcode();
        char form = form(opcode);
        int base = Instruction.NONE;
        if ("mBZtT".indexOf(form) >= 0) {
            form = withoutTest(form);
            base = operand();
        }
        int target = target(form);
        at += immediateBytes(form);
        if (at > code.length) {
            throw unreadable();
        }
        return new Instruction(start, at, vector, map, prefix, opcode, base, target);
    }

    /** Reads what stands before the opcode, and the opcode. */
    private int opcode() {
        int b = unsigned();
        while (isPrefix(b)) {
            halved |= b == 0x66;
            if (b == 0xF2 || b == 0xF3 || b == 0x66 && prefix == 0) {
                prefix = b;
            }
            b = unsigned();
        }
        if (b >> 4 == 4) { // REX
            wide = (b & 8) != 0;
            highBaseBit = (b & 1) << 3;
            b = unsigned();
        }
        return switch (b) {
            case 0x0F -> escaped();
            case 0xC5 -> {
                vectorPrefix(1, unsigned());
                yield unsigned();
            }
            case 0xC4, 0x62 -> {
                int first = unsigned();
                highBaseBit = (~first >> 5 & 1) << 3;
                vectorPrefix(first & (b == 0x62 ? 7 : 31), unsigned());
                at += b == 0x62 ? 1 : 0;
                yield unsigned();
            }
            default -> b;
        };
    }

    private int escaped() {
        int b = unsigned();
        map = b == 0x38 ? 2 : b == 0x3A ? 3 : 1;
        return map == 1 ? b : unsigned();
    }

    /** Map and last two bits of a VEX or EVEX prefix, which stand for an opcode prefix. */
    private void vectorPrefix(int map, int bits) {
        vector = true;
        this.map = map;
        prefix = switch (bits & 3) {
            case 1 -> 0x66;
            case 2 -> 0xF3;
            case 3 -> 0xF2;
            default -> 0;
        };
    }

    private static boolean isPrefix(int b) {
        return switch (b) {
            case 0x66, 0xF2, 0xF3, 0xF0, 0x2E, 0x36, 0x3E, 0x26, 0x64, 0x65, 0x67 -> true;
            default -> false;
        };
    }

    private char form(int opcode) {
        char form = switch (map) {
            case 0 -> ONE_BYTE.charAt(opcode);
            case 1 -> AFTER_0F.charAt(opcode);
            case 2, 5, 6 -> 'm';
            case 3 -> 'B';
            default -> '-';
        };
        if (form == '-') {
            throw unreadable();
        }
        return form;
    }

    /** The form of F6 and F7, which have an immediate only where they are a test. */
    private char withoutTest(char form) {
        boolean test = at < code.length && (code[at] >> 3 & 7) < 2;
        return switch (form) {
            case 't' -> test ? 'B' : 'm';
            case 'T' -> test ? 'Z' : 'm';
            default -> form;
        };
    }

    /** Passes over ModRM, SIB and displacement; returns the base register. */
    private int operand() {
        int modRm = unsigned();
        int mod = modRm >> 6;
        if (mod == 3) {
            return Instruction.NONE;
        }
        boolean indexed = (modRm & 7) == 4;
        int base = (indexed ? unsigned() : modRm) & 7;
        if (mod == 0 && base == 5) { // no base register, or the instruction pointer
            at += 4;
            return Instruction.NONE;
        }
        at += mod == 1 ? 1 : mod == 2 ? 4 : 0;
        return base + highBaseBit;
    }

    private int immediateBytes(char form) {
        return switch (form) {
            case 'b', 'B' -> 1;
            case 'w' -> 2;
            case 'e' -> 3;
            case 'c' -> 4;
            case 'z', 'Z' -> halved && !wide ? 2 : 4;
            case 'v' -> wide ? 8 : halved ? 2 : 4;
            case 'o' -> 8;
            default -> 0;
        };
    }

    /** Where a jump goes; the distance counts from its end. */
    private int target(char form) {
        if (form == 's') {
            int distance = (byte) unsigned();
            return at + distance;
        }
        if (form == 'j') {
            int distance = unsigned() | unsigned() << 8 | unsigned() << 16 | unsigned() << 24;
            return at + distance;
        }
        return Instruction.NONE;
    }

    private int unsigned() {
        if (at >= code.length) {
            throw unreadable();
        }
        return code[at++] & 0xFF;
    }

    private IllegalArgumentException unreadable() {
        int end = Math.min(start + LONGEST, code.length);
        String bytes = HexFormat.ofDelimiter(" ").formatHex(code, start, end);
        return new IllegalArgumentException(
                "no instruction known at byte " + start + " of the machine code: " + bytes);
    }
}
