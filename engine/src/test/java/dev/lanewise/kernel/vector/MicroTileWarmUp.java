package dev.lanewise.kernel.vector;

import static java.util.stream.Collectors.toSet;

import dev.lanewise.kernel.Sgemm;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.management.JMException;

/**
 * A program that computes products until C2 has compiled the micro-tiles, and prints a line for
 * each: the method, and its machine code. {@link MicroTileCodeTest} starts it in several JVMs.
 *
 * <p>Its arguments are the products, such as {@code nn:32x10x128} for m × n × k, or
 * {@link #SPILLING} alone.
 */
final class MicroTileWarmUp {
    /** The methods that hold the innermost loops, by class and name: rows and vectors of a tile. */
    static final Pattern TILE =
            Pattern.compile(".*\\.MicroTile(?<rows>\\d+)x(?<vectors>\\d+)[^.]*\\.run");

    /** Instead of products: a tile that cannot but spill with 16 registers. */
    static final String SPILLING = "spilling";

    private static final long LOOK_EVERY = TimeUnit.MILLISECONDS.toNanos(40);
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

    /** So many looks must find the same versions: a first one may soon be thrown away. */
    private static final int LOOKS = 4;

    private MicroTileWarmUp() {}

    public static void main(String[] args) throws JMException {
        Runnable work = args[0].equals(SPILLING)
                ? new MicroTile17x1Spilling()::multiply
                : products(args);
        for (CompiledCode tile : compiledTiles(work)) {
            System.out.println(tile.method() + " " + HexFormat.of().formatHex(tile.bytes()));
        }
    }

    /** All tiles that the work uses, after C2 has compiled them, and nothing changes any more. */
    private static List<CompiledCode> compiledTiles(Runnable work) throws JMException {
        long start = System.nanoTime();
        List<CompiledCode> tiles = List.of();
        for (int looks = 0; looks < LOOKS;) {
            computeFor(LOOK_EVERY, work);
            List<CompiledCode> versions = CompiledCode.of(TILE);
            List<CompiledCode> before = tiles;
            tiles = versions.stream().filter(CompiledCode::isMadeByC2ForCalls).toList();
            boolean all = !tiles.isEmpty() && methods(tiles).equals(methods(versions));
            looks = all && tiles.equals(before) ? looks + 1 : 0;
            if (System.nanoTime() - start > PATIENCE) {
                throw new IllegalStateException(
                        "C2 has still not compiled all micro-tiles: " + versions);
            }
        }
        return tiles;
    }

    private static Set<String> methods(List<CompiledCode> versions) {
        return versions.stream().map(CompiledCode::method).collect(toSet());
    }

    private static void computeFor(long nanoseconds, Runnable work) {
        for (long start = System.nanoTime(); System.nanoTime() - start < nanoseconds;) {
            work.run();
        }
    }

    private static Runnable products(String[] names) {
        Sgemm sgemm = new VectorSgemm(Blocking.CURRENT);
        List<Product> products = Stream.of(names).map(Product::parse).toList();
        return () -> products.forEach(product -> product.compute(sgemm));
    }

    private record Product(String form, int m, int n, int k, float[] a, float[] b, float[] c) {
        static Product parse(String name) {
            String[] parts = name.split("[:x]");
            int m = Integer.parseInt(parts[1]);
            int n = Integer.parseInt(parts[2]);
            int k = Integer.parseInt(parts[3]);
            return new Product(
                    parts[0], m, n, k, new float[m * k], new float[k * n], new float[m * n]);
        }

        void compute(Sgemm sgemm) {
            switch (form) {
                case "nn" -> sgemm.nn(c, 0, n, a, 0, k, b, 0, n, m, n, k, false);
                case "tn" -> sgemm.tn(c, 0, n, a, 0, m, b, 0, n, m, n, k, false);
                case "nt" -> sgemm.nt(c, 0, n, a, 0, k, b, 0, k, m, n, k, false);
                default -> throw new IllegalArgumentException("form of a product is " + form);
            }
        }
    }
}
