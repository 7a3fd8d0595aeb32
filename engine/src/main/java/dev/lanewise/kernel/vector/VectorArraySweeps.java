package dev.lanewise.kernel.vector;

import static java.lang.Float.MIN_NORMAL;

import dev.lanewise.kernel.scalar.ScalarArraySweeps;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** Sweeps over flat arrays on whole vectors; the scalar twin does the tails. */
final class VectorArraySweeps extends ScalarArraySweeps {
    /** As many bits as {@link Lanes#FLOAT}, so half as many lanes. */
    private static final VectorSpecies<Double> DOUBLE =
            Lanes.FLOAT.withLanes(double.class);

    private static final int HALF = DOUBLE.length();

    /** As many lanes of float. */
    private static final VectorSpecies<Float> HALF_FLOAT =
            VectorSpecies.of(
                    float.class, VectorShape.forBitSize(Lanes.FLOAT.vectorBitSize() / 2));

    @Override
    protected void runAdd(float[] y, int yOffset, float[] x, int xOffset, int n) {
        int body = Lanes.FLOAT.loopBound(n);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOAT, y, yOffset + i)
                    .add(FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i))
                    .intoArray(y, yOffset + i);
        }
        super.runAdd(y, yOffset + body, x, xOffset + body, n - body);
    }

    @Override
    protected void runScale(float[] x, int xOffset, int n, float factor) {
        int body = Lanes.FLOAT.loopBound(n);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i).mul(factor)
                    .intoArray(x, xOffset + i);
        }
        super.runScale(x, xOffset + body, n - body, factor);
    }

    @Override
    protected void runClamp(float[] x, int xOffset, int n, float limit) {
        int body = Lanes.FLOAT.loopBound(n);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector value = FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i);
            value.blend(limit, value.compare(VectorOperators.GT, limit))
                    .blend(-limit, value.compare(VectorOperators.LT, -limit))
                    .intoArray(x, xOffset + i);
        }
        super.runClamp(x, xOffset + body, n - body, limit);
    }

    @Override
    protected void runAverage(
            float[] average, int averageOffset, float[] x, int xOffset, int n, float rate) {
        int body = Lanes.FLOAT.loopBound(n);
        FloatVector rates = FloatVector.broadcast(Lanes.FLOAT, rate);
        for (int i = 0; i < body; i += Lanes.COUNT) {
            FloatVector old = FloatVector.fromArray(Lanes.FLOAT, average, averageOffset + i);
            FloatVector distance =
                    FloatVector.fromArray(Lanes.FLOAT, x, xOffset + i).sub(old);
            FloatVector next = rates.fma(distance, old);
            next.blend(0f, next.abs().lt(MIN_NORMAL)).intoArray(average, averageOffset + i);
        }
        super.runAverage(average, averageOffset + body, x, xOffset + body, n - body, rate);
    }

    /**
     * As many lanes at a time as a vector of floats has: narrow vectors go over a chunk several
     * times. A square being exact, {@code fma} rounds as the scalar twin's addition does.
     */
    @Override
    protected double squaresOfLanes(float[] x, int xOffset, int body, int lanes) {
        if (lanes > Lanes.COUNT) {
            return super.squaresOfLanes(x, xOffset, body, lanes);
        }
        DoubleVector low = DoubleVector.zero(DOUBLE);
        DoubleVector high = DoubleVector.zero(DOUBLE);
        for (int i = 0; i < body; i += LANES) {
            int at = xOffset + i;
            DoubleVector first = (DoubleVector) FloatVector.fromArray(HALF_FLOAT, x, at)
                    .castShape(DOUBLE, 0);
            DoubleVector second = (DoubleVector) FloatVector.fromArray(HALF_FLOAT, x, at + HALF)
                    .castShape(DOUBLE, 0);
            low = first.fma(first, low);
            high = second.fma(second, high);
        }
        // spelled out, as C2 would not inline a method called so rarely, and box its vectors
        double lowSum = low.lane(0) + low.lane(1);
        double highSum = high.lane(0) + high.lane(1);
        if (HALF >= 4) {
            lowSum += low.lane(2) + low.lane(3);
            highSum += high.lane(2) + high.lane(3);
        }
        if (HALF >= 8) {
            lowSum += low.lane(4) + low.lane(5) + (low.lane(6) + low.lane(7));
            highSum += high.lane(4) + high.lane(5) + (high.lane(6) + high.lane(7));
        }
        return lowSum + highSum;
    }
}
