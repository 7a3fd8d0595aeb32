package dev.lanewise.kernel;

/**
 * Where some of the results of a computation lie, and how far another implementation may be off that
 * adds in another order or takes another way to a function.
 *
 * @param name what it is, for messages
 * @param values the array that holds it
 * @param offset its first element
 * @param length number of elements
 * @param roundings how many roundings lie behind an element, one after the other; each may be off
 *     by 2^-23 of the element, and, since what cancels was larger before, of the root mean square
 *     of all elements
 * @param allowance what an element may be off in any case
 */
public record Result(
        String name, float[] values, int offset, int length, double roundings,
        double allowance) {
    /** A whole array, with no more allowed than rounding does. */
    public Result(String name, float[] values, double roundings) {
        this(name, values, 0, values.length, roundings, 0);
    }

    /**
     * Demands equal bits, but for those of NaN.
     *
     * @param who whose result it is
     * @throws IllegalStateException naming the first element that differs
     */
    public void requireSameBits(String who, Result expected) {
        for (int i = 0; i < length; i++) {
            float a = values[offset + i];
            float e = expected.values[expected.offset + i];
            if (Float.floatToIntBits(a) != Float.floatToIntBits(e)) {
                throw wrong(who, i, a, e + " to the bit");
            }
        }
    }

    /**
     * Demands that nothing is further off than roundings and allowance let it.
     *
     * @param who whose result it is
     * @throws IllegalStateException naming the first element that is, or is NaN
     */
    public void requireNear(String who, Result expected) {
        double step = roundings * 0x1p-23;
        double scale = expected.rootMeanSquare();
        for (int i = 0; i < length; i++) {
            float a = values[offset + i];
            float e = expected.values[expected.offset + i];
            double tolerance = step * (Math.abs(e) + scale) + allowance;
            if (!(Math.abs(a - e) <= tolerance)) {
                throw wrong(who, i, a, e + " within " + tolerance);
            }
        }
    }

    private double rootMeanSquare() {
        double sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += values[i] * (double) values[i];
        }
        return Math.sqrt(sum / length);
    }

    private IllegalStateException wrong(String who, int i, float actual, String expected) {
        return new IllegalStateException(
                who + ": " + name + "[" + i + "] is " + actual + ", expected " + expected);
    }
}
