package dev.lanewise.peers.product;

import dev.lanewise.kernel.Operands;
import dev.lanewise.peers.compare.Bench;
import dev.lanewise.peers.compare.Child;
import dev.lanewise.peers.compare.Task;
import java.util.Arrays;
import java.util.function.ToIntFunction;

/** Products of one library in its process, on operands that are the same for all libraries. */
final class ProductBench implements Bench<Shape> {
    private final Multiplier multiplier;
    private final ResultCheck check;
    private final float[] normalA;
    private final float[] normalB;

    private ProductBench(Task task) {
        Library library = Library.valueOf(task.library());
        multiplier = library.open(task.threads());
        check = new ResultCheck(library);
        normalA = Operands.normal(1, longest(task, shape -> shape.m() * shape.k()));
        normalB = Operands.normal(2, longest(task, shape -> shape.k() * shape.n()));
    }

    /** Measures the {@link Task} that comes as JSON on standard input. */
    public static void main(String[] args) {
        Child.run(Shape::parse, ProductBench::new);
    }

    private static int longest(Task task, ToIntFunction<Shape> length) {
        return task.workloads().stream().map(Shape::parse).mapToInt(length).max().orElse(0);
    }

    @Override
    public Product prepare(Shape shape) {
        return multiplier.prepare(shape, operandA(shape), operandB(shape));
    }

    @Override
    public void check(Shape shape) {
        try (Product product = prepare(shape)) {
            product.spoil();
            product.run();
            check.require(shape, operandA(shape), operandB(shape), product.result());
        }
    }

    @Override
    public String build() {
        return multiplier.build();
    }

    @Override
    public void close() {
        multiplier.close();
    }

    private float[] operandA(Shape shape) {
        return Arrays.copyOf(normalA, shape.m() * shape.k());
    }

    private float[] operandB(Shape shape) {
        return Arrays.copyOf(normalB, shape.k() * shape.n());
    }
}
