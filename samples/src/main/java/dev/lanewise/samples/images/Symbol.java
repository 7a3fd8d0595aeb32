package dev.lanewise.samples.images;

import java.util.Locale;

/**
 * Ten shapes made of strokes, each a polyline x0, y0, x1, y1, … within about [-1, 1] × [-1, 1],
 * with y downwards.
 */
enum Symbol {
    CIRCLE(curve(24, t -> turn(t), _ -> 1)),
    SQUARE(new double[] {-.8, -.8, .8, -.8, .8, .8, -.8, .8, -.8, -.8}),
    TRIANGLE(new double[] {0, -.95, .95, .75, -.95, .75, 0, -.95}),
    PLUS(new double[] {-1, 0, 1, 0}, new double[] {0, -1, 0, 1}),
    CROSS(new double[] {-.8, -.8, .8, .8}, new double[] {-.8, .8, .8, -.8}),
    ARROW(new double[] {-1, 0, 1, 0}, new double[] {.3, -.7, 1, 0, .3, .7}),
    ZIGZAG(new double[] {-1, .5, -.6, -.5, -.2, .5, .2, -.5, .6, .5, 1, -.5}),
    WAVE(wave()),
    STAR(star()),
    SPIRAL(curve(32, t -> 1.9 * turn(t), t -> .15 + .85 * t));

    private final double[][] strokes;

    Symbol(double[]... strokes) {
        this.strokes = strokes;
    }

    /** The polylines; not to be written to. */
    double[][] strokes() {
        return strokes;
    }

    /** The name in small letters. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** A function of t, which goes from 0 to 1 along a stroke. */
    private interface Along {
        double at(double t);
    }

    private static double[] curve(int pieces, Along angle, Along radius) {
        double[] points = new double[2 * pieces + 2];
        for (int i = 0; i <= pieces; i++) {
            double t = i / (double) pieces;
            points[2 * i] = radius.at(t) * StrictMath.cos(angle.at(t));
            points[2 * i + 1] = radius.at(t) * StrictMath.sin(angle.at(t));
        }
        return points;
    }

    private static double[] wave() {
        int pieces = 20;
        double[] points = new double[2 * pieces + 2];
        for (int i = 0; i <= pieces; i++) {
            double t = i / (double) pieces;
            points[2 * i] = 2 * t - 1;
            points[2 * i + 1] = .6 * StrictMath.sin(turn(t));
        }
        return points;
    }

    /** Five lines from point to point but one, as drawn without lifting the pen. */
    private static double[] star() {
        return curve(5, t -> 2 * turn(t) - turn(.25), _ -> 1);
    }

    private static double turn(double t) {
        return 2 * Math.PI * t;
    }
}
