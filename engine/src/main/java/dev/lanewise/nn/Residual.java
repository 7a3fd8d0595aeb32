package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A block of layers with a path around it: Y = F(X) + X (He, Zhang, Ren and Sun, "Deep residual
 * learning", 2016). Backward: dX is that of the block, plus dY.
 *
 * @param block the layers of F, first to last, which end with as many values as they begin with
 */
public record Residual(List<Layer> block) implements Layer {
    /** Copies the block and checks that its ends meet. */
    public Residual {
        block = List.copyOf(block);
        Checks.require(!block.isEmpty(), "number of layers of a residual block", 0, "at least 1");
        int in = block.getFirst().inputs();
        int out = block.getLast().outputs();
        Checks.require(
                out == in, "outputs of a residual block", out, in + ", the number of its inputs");
    }

    @Override
    public int inputs() {
        return block.getFirst().inputs();
    }

    @Override
    public int outputs() {
        return inputs();
    }

    @Override
    public List<Parameter> parameters() {
        return IntStream.range(0, block.size()).boxed().flatMap(
                i -> block.get(i).parameters().stream().map(p -> p.in("block." + i))).toList();
    }

    @Override
    public List<Parameter> buffers() {
        return IntStream.range(0, block.size()).boxed().flatMap(
                i -> block.get(i).buffers().stream().map(p -> p.in("block." + i))).toList();
    }
}
