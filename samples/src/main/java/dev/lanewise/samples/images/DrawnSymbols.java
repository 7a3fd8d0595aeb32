package dev.lanewise.samples.images;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.RandomStream;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * A synthetic image set: the shapes of {@link Symbol} as if drawn by many hands.
 *
 * <p>Each image is turned, sheared, stretched and moved, its corners wobble, pen and ink vary, a
 * stray stroke may cross it, and every pixel gets noise. An image is a pure function of the random
 * stream and of its index, so a set has the same bits whatever the number of threads that draw it.
 */
final class DrawnSymbols {
    /** Rows and columns of an image. */
    static final int SIDE = 28;

    private static final int PIXELS = SIDE * SIDE;
    private static final Symbol[] SYMBOLS = Symbol.values();
    /** Number of the stream of an image that its noise is taken from. */
    private static final long NOISE = 1;

    private DrawnSymbols() {}

    /**
     * Images of 28 × 28 values from 0 to 1, each with a class index; image i has class i mod 10.
     */
    static Dataset draw(int images, RandomStream random) {
        float[] pixels = new float[Math.multiplyExact(images, PIXELS)];
        float[] labels = new float[images];
        IntStream.range(0, images)
                .parallel()
                .forEach(i -> {
                    int label = i % SYMBOLS.length;
                    labels[i] = label;
                    drawOne(pixels, i * PIXELS, SYMBOLS[label], random.stream(i));
                });
        return Dataset.of(pixels, PIXELS, labels, 1);
    }

    private static void drawOne(float[] pixels, int offset, Symbol symbol, RandomStream random) {
        Draws draws = new Draws(random);
        Hand hand = Hand.of(draws);
        float[] cover = new float[PIXELS];
        for (double[] stroke : symbol.strokes()) {
            line(cover, hand.move(stroke, draws), hand.pen());
        }
        if (draws.between(0, 1) < 0.3) {
            line(cover, strayStroke(draws), 0.8 * hand.pen());
        }
        double noise = draws.between(0.02, 0.15);
        RandomStream grain = random.stream(NOISE);
        for (int i = 0; i < PIXELS; i++) {
            double value = hand.ink() * cover[i] + noise * grain.normal(i);
            pixels[offset + i] = (float) Math.clamp(value, 0, 1);
        }
    }

    private static double[] strayStroke(Draws draws) {
        double x = draws.between(0, SIDE);
        double y = draws.between(0, SIDE);
        double angle = draws.between(0, 2 * Math.PI);
        double length = draws.between(4, 12);
        return new double[] {
            x, y, x + length * StrictMath.cos(angle), y + length * StrictMath.sin(angle)
        };
    }

    /** Raises the cover of pixels near a polyline: 1 within the pen, falling to 0 in one pixel. */
    private static void line(float[] cover, double[] points, double pen) {
        double reach = pen + 0.5;
        for (int i = 0; i + 3 < points.length; i += 2) {
            double x0 = points[i];
            double y0 = points[i + 1];
            double x1 = points[i + 2];
            double y1 = points[i + 3];
            int bottom = pixelBelow(Math.max(y0, y1) + reach);
            int right = pixelBelow(Math.max(x0, x1) + reach);
            for (int y = pixelBelow(Math.min(y0, y1) - reach); y <= bottom; y++) {
                for (int x = pixelBelow(Math.min(x0, x1) - reach); x <= right; x++) {
                    double d = distance(x + 0.5, y + 0.5, x0, y0, x1, y1);
                    int at = y * SIDE + x;
                    cover[at] = Math.max(cover[at], (float) Math.clamp(reach - d, 0, 1));
                }
            }
        }
    }

    private static int pixelBelow(double coordinate) {
        return Math.clamp((int) Math.floor(coordinate), 0, SIDE - 1);
    }

    /** Distance of a point from the line between two others. */
    private static double distance(
            double x, double y, double x0, double y0, double x1, double y1) {
        double dx = x1 - x0;
        double dy = y1 - y0;
        double length = dx * dx + dy * dy;
        double t = length > 0 ? Math.clamp(((x - x0) * dx + (y - y0) * dy) / length, 0, 1) : 0;
        double ex = x - x0 - t * dx;
        double ey = y - y0 - t * dy;
        return Math.sqrt(ex * ex + ey * ey);
    }

    /**
     * How one image is drawn.
     *
     * @param matrix a, b, c, d, e, f of the map x' = a·x + b·y + c, y' = d·x + e·y + f to pixels
     * @param wobble how far a corner may go astray, in units of the symbol
     * @param pen half of the stroke's width in pixels
     * @param ink brightness of the stroke
     */
    private record Hand(double[] matrix, double wobble, double pen, double ink) {
        static Hand of(Draws draws) {
            double angle = draws.between(-0.3, 0.3);
            double shear = draws.between(-0.25, 0.25);
            double width = draws.between(7, 11);
            double height = draws.between(7, 11);
            double cos = StrictMath.cos(angle);
            double sin = StrictMath.sin(angle);
            double middle = SIDE / 2.0;
            double[] matrix = {
                width * cos,
                height * (shear * cos - sin),
                middle + draws.between(-2.2, 2.2),
                width * sin,
                height * (shear * sin + cos),
                middle + draws.between(-2.2, 2.2)
            };
            return new Hand(
                    matrix, draws.between(0, 0.12), draws.between(0.6, 1.5), draws.between(0.6, 1));
        }

        /** The polyline in pixels. */
        double[] move(double[] stroke, Draws draws) {
            double[] moved = Arrays.copyOf(stroke, stroke.length);
            for (int i = 0; i < stroke.length; i += 2) {
                double x = stroke[i] + draws.between(-wobble, wobble);
                double y = stroke[i + 1] + draws.between(-wobble, wobble);
                moved[i] = matrix[0] * x + matrix[1] * y + matrix[2];
                moved[i + 1] = matrix[3] * x + matrix[4] * y + matrix[5];
            }
            return moved;
        }
    }

    /** Takes the numbers of a stream one after the other. */
    private static final class Draws {
        private final RandomStream random;
        private long taken;

        Draws(RandomStream random) {
            this.random = random;
        }

        double between(double low, double high) {
            return low + (high - low) * random.uniform(taken++);
        }
    }
}
