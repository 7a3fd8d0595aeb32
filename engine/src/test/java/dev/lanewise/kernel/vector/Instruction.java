package dev.lanewise.kernel.vector;

/**
 * One instruction of x86-64 machine code, as far as {@link FmaLoop} has to know it.
 *
 * @param start where it begins in the code
 * @param end where the next one begins
 * @param vector whether it has a VEX or EVEX prefix
 * @param map 0 for opcodes of one byte, 1 for 0F, 2 for 0F38, 3 for 0F3A
 * @param prefix 0x66, 0xF3 or 0xF2 where one of them belongs to the opcode, 0 where none does
 * @param opcode the opcode in its map
 * @param base number of the base register of the operand in memory, {@link #NONE} without one
 * @param target where a jump goes, {@link #NONE} for any other instruction
 */
record Instruction(
        int start,
        int end,
        boolean vector,
        int map,
        int prefix,
        int opcode,
        int base,
        int target) {
    /** No base register, or no target. */
    static final int NONE = Integer.MIN_VALUE;

    private static final int STACK_POINTER = 4;

    /** {@code vfmadd132ps}, {@code vfmadd213ps}, {@code vfmadd231ps}; also in double precision. */
    boolean isMultiplyAdd() {
        return vector && map == 2 && (opcode == 0x98 || opcode == 0xA8 || opcode == 0xB8);
    }

    /** C2 addresses its frame by the stack pointer alone. */
    boolean touchesStack() {
        return base == STACK_POINTER;
    }

    /** {@code vmovups}, {@code vmovaps}, {@code vmovdqu} and their kin, to the stack. */
    boolean storesVectorToStack() {
        return touchesStack() && movesVector(0x11, 0x29, 0x7F);
    }

    /** The same from the stack, or a multiply-add with an operand there. */
    boolean loadsVectorFromStack() {
        return touchesStack() && (movesVector(0x10, 0x28, 0x6F) || isMultiplyAdd());
    }

    /** {@code vmovd} and {@code vmovq} between a general register and a vector register. */
    boolean crossesRegisters() {
        return vector && map == 1 && prefix == 0x66 && (opcode == 0x6E || opcode == 0x7E)
                && base == NONE;
    }

    /** With a prefix of their own, the unaligned moves are {@code vmovss} and {@code vmovsd}. */
    private boolean movesVector(int unaligned, int aligned, int integers) {
        boolean packed = opcode == unaligned && (prefix == 0 || prefix == 0x66);
        return vector && map == 1 && (packed || opcode == aligned || opcode == integers);
    }

    boolean jumpsBack() {
        return target != NONE && target <= start;
    }
}
