package dev.lanewise.kernel.vector;

import java.util.ArrayList;
import java.util.List;

/**
 * What an innermost loop of machine code does, as far as it decides the speed of a micro-tile.
 *
 * @param multiplyAdds fused multiply-adds of vectors
 * @param vectorStores vector registers written to the stack: spilled accumulators
 * @param vectorLoads vectors read from the stack
 * @param otherAccesses instructions with any other operand on the stack, such as an index
 * @param crossings moves between general and vector registers: spilled indexes and addresses, for
 *     which C2 takes free vector registers first
 */
record FmaLoop(
        int multiplyAdds, int vectorStores, int vectorLoads, int otherAccesses, int crossings) {

    /** From the target of a jump back to that jump. */
    private record Span(int first, int last) {
        boolean contains(Instruction x) {
            return first <= x.start() && x.start() <= last;
        }

        /** By its end: an outer loop may come in behind the head of the inner one. */
        boolean isAround(Span other) {
            return first <= other.last && other.last < last;
        }
    }

    /** The innermost loops with at least one multiply-add, in the order of the code. */
    static List<FmaLoop> in(byte[] code) {
        List<Instruction> instructions = InstructionReader.read(code);
        List<Span> spans = new ArrayList<>();
        for (Instruction x : instructions) {
            if (x.jumpsBack()) {
                spans.add(new Span(x.target(), x.start()));
            }
        }
        spans.removeIf(span -> of(span, instructions).multiplyAdds == 0);
        return spans.stream()
                .filter(span -> spans.stream().noneMatch(span::isAround))
                .map(span -> of(span, instructions))
                .toList();
    }

    private static FmaLoop of(Span span, List<Instruction> instructions) {
        int multiplyAdds = 0;
        int stores = 0;
        int loads = 0;
        int others = 0;
        int crossings = 0;
        for (Instruction x : instructions) {
            if (!span.contains(x)) {
                continue;
            }
            if (x.isMultiplyAdd()) {
                multiplyAdds++;
            }
            if (x.storesVectorToStack()) {
                stores++;
            } else if (x.loadsVectorFromStack()) {
                loads++;
            } else if (x.touchesStack()) {
                others++;
            } else if (x.crossesRegisters()) {
                crossings++;
            }
        }
        return new FmaLoop(multiplyAdds, stores, loads, others, crossings);
    }

    @Override
    public String toString() {
        return multiplyAdds + " FMAs, stack: " + vectorStores + " vector stores, "
                + vectorLoads + " vector loads, " + otherAccesses + " other; " + crossings
                + " moves between kinds of registers";
    }
}
