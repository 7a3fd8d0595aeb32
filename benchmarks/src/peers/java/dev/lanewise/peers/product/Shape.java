package dev.lanewise.peers.product;

import dev.lanewise.Networks;
import dev.lanewise.peers.compare.Workload;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A product to time: C of {@code m × n} is the product of A and B with a sum over {@code k}, all
 * matrices row-major without gaps.
 */
record Shape(Form form, int m, int n, int k) implements Workload {
    private static final int[] SQUARES = {32, 64, 96, 128, 192, 256, 384, 512, 768, 1024, 2048};
    private static final List<String> NETWORKS = List.of(
            Networks.SMALL, Networks.MIDDLE, Networks.SQUARE, Networks.WIDE, Networks.MANY_ROWS,
            Networks.FEW_ROWS);
    private static final int[][] ODD = {{33, 77, 101}, {1, 784, 512}, {7, 13, 5}, {255, 257, 511}};
    private static final int CLASSES = 10;

    /** All shapes: squares, every product of a training step of some networks, and odd ones. */
    static List<Shape> all() {
        Set<Shape> shapes = new LinkedHashSet<>();
        for (int size : SQUARES) {
            shapes.add(new Shape(Form.NN, size, size, size));
        }
        for (String network : NETWORKS) {
            Networks.products(network).stream().map(Shape::parse).forEach(shapes::add);
        }
        for (int[] odd : ODD) {
            for (Form form : Form.values()) {
                shapes.add(new Shape(form, odd[0], odd[1], odd[2]));
            }
        }
        return List.copyOf(shapes);
    }

    /** The shape that {@link #toString} wrote. */
    static Shape parse(String text) {
        String[] sizes = text.substring(3).split("x");
        return new Shape(
                Form.valueOf(text.substring(0, 2)), Integer.parseInt(sizes[0]),
                Integer.parseInt(sizes[1]), Integer.parseInt(sizes[2]));
    }

    /** Whether it is a square of this size or above. */
    boolean isSquareFrom(int size) {
        return form == Form.NN && m == n && n == k && n >= size;
    }

    /** Whether it belongs to an output layer of ten classes. */
    boolean isNarrow() {
        return (form == Form.NT ? k : n) == CLASSES;
    }

    /** Whether it is one of those that no network above has. */
    boolean isOdd() {
        return Arrays.stream(ODD).anyMatch(odd -> Arrays.equals(odd, new int[] {m, n, k}));
    }

    @Override
    public double operations() {
        return 2.0 * m * n * k;
    }

    /** Distance between the rows of A. */
    int lda() {
        return form.aTransposed() ? m : k;
    }

    /** Distance between the rows of B. */
    int ldb() {
        return form.bTransposed() ? k : n;
    }

    /** Such as {@code NN 128x512x784}: m, n, k. */
    @Override
    public String toString() {
        return form + " " + m + "x" + n + "x" + k;
    }
}
