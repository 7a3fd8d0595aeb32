package dev.lanewise.kernel.vector;

import static dev.lanewise.kernel.vector.Lanes.FLOAT;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import dev.lanewise.kernel.scalar.FloatMath;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link FloatMath} on vectors: the same operations in the same order, so every lane has its bits.
 *
 * <p>Methods, bounds and sources stand there. No function is meant to be called outside of a loop
 * over arrays: C2 takes it into the loop, and only so do its vectors live in registers.
 *
 * <p>C2 stops taking in methods once a loop has come to 18,000 nodes, and boxes what they return.
 * The methods of the Vector API are exempt from that, ours are not. An operation costs about 400
 * nodes and a broadcast 150, so the parts that functions share are called early, before some 12,000
 * nodes, and what comes late is spelled out: that is why {@code broadcast} is the API's own, why
 * {@link #log1p} has its polynomial in itself, and why {@link VectorRectifiers#gelu} takes its
 * exponential after its polynomial.
 */
final class VectorMath {
    static final float SHIFT = 0x1.8000fep23f;
    static final float LOG2_E = 0x1.715476p0f;
    private static final float LN2_HIGH = 0x1.62e43p-1f;
    private static final float LN2_LOW = -0x1.05c61p-29f;
    static final float LOWEST = -110;
    private static final float HIGHEST = 89;
    static final float SATURATED = 20;
    static final float SIXTH = 0x1.555556p-3f;

    private VectorMath() {}

    /** {@link FloatMath#expOfNonPositive}. */
    static FloatVector expOfNonPositive(FloatVector x) {
        FloatVector bounded = atLeast(x, LOWEST);
        FloatVector shifted = bounded.fma(broadcast(FLOAT, LOG2_E), broadcast(FLOAT, SHIFT));
        FloatVector w = reducedExpm1(bounded, shifted);
        FloatVector raised = shifted.reinterpretAsInts().add(64)
                .lanewise(LSHL, 23).reinterpretAsFloats();
        return raised.fma(w, raised).mul(0x1p-64f);
    }

    /** {@link FloatMath#expm1}. */
    static FloatVector expm1(FloatVector x) {
        FloatVector bounded = atMost(atLeast(x, -18), HIGHEST);
        FloatVector shifted = bounded.fma(broadcast(FLOAT, LOG2_E), broadcast(FLOAT, SHIFT));
        FloatVector w = reducedExpm1(bounded, shifted);
        FloatVector half = shifted.reinterpretAsInts().add(-1)
                .lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector result = half.fma(w, half.sub(0.5f)).mul(2);
        return result.blend(x, x.abs().lt(0x1p-24f));
    }

    /** {@link FloatMath#log1p}. */
    static FloatVector log1p(FloatVector x) {
        VectorMask<Float> large = x.compare(GT, 0x1.a8279ap-2f);
        FloatVector f = x.blend(broadcast(FLOAT, 0.5f).fma(x, broadcast(FLOAT, -0.5f)), large);
        FloatVector e = broadcast(FLOAT, 0).blend(1, large);
        FloatVector p = broadcast(FLOAT, 0x1.5c2d3cp-5f);
        p = p.fma(f, broadcast(FLOAT, -0x1.a9b41cp-4f));
        p = p.fma(f, broadcast(FLOAT, 0x1.f7ccfap-4f));
        p = p.fma(f, broadcast(FLOAT, -0x1.03275p-3f));
        p = p.fma(f, broadcast(FLOAT, 0x1.22cb1cp-3f));
        p = p.fma(f, broadcast(FLOAT, -0x1.550c24p-3f));
        p = p.fma(f, broadcast(FLOAT, 0x1.99a6aep-3f));
        p = p.fma(f, broadcast(FLOAT, -0x1.0000c4p-2f));
        p = p.fma(f, broadcast(FLOAT, 0x1.555546p-2f));
        p = p.fma(f, broadcast(FLOAT, -0.5f));
        FloatVector low = f.mul(f).fma(p, e.mul(LN2_LOW));
        return e.fma(broadcast(FLOAT, LN2_HIGH), f.add(low));
    }

    /** {@link FloatMath#sigmoid}. */
    static FloatVector sigmoid(FloatVector z) {
        return broadcast(FLOAT, 1).div(onePlusExp(z.neg())).mul(0x1p-64f);
    }

    /** {@link FloatMath#tanh}. */
    static FloatVector tanh(FloatVector x) {
        FloatVector a = atMost(x.abs(), 10);
        FloatVector doubled = a.add(a);
        FloatVector shifted = doubled.fma(broadcast(FLOAT, LOG2_E), broadcast(FLOAT, SHIFT));
        FloatVector w = reducedExpm1(doubled, shifted);
        FloatVector power = shifted.reinterpretAsInts().lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector large =
                broadcast(FLOAT, 1).sub(broadcast(FLOAT, 2).div(power.fma(w, power.add(1))));
        FloatVector square = a.mul(a);
        FloatVector p = broadcast(FLOAT, 0x1.0db0f4p-6f);
        p = p.fma(square, broadcast(FLOAT, -0x1.af991ep-5f));
        p = p.fma(square, broadcast(FLOAT, 0x1.10d038p-3f));
        p = p.fma(square, broadcast(FLOAT, -0x1.55545ap-2f));
        FloatVector small = a.mul(square).fma(p, a);
        IntVector sign = x.reinterpretAsInts().and(Integer.MIN_VALUE);
        return large.blend(small, a.lt(0.55f)).reinterpretAsInts().or(sign).reinterpretAsFloats();
    }

    /** {@link FloatMath#softsign}. */
    static FloatVector softsign(FloatVector z) {
        FloatVector bounded = atMost(atLeast(z, -0x1p30f), 0x1p30f);
        return bounded.div(bounded.abs().add(1));
    }

    /** {@link FloatMath#softsignDerivative}. */
    static FloatVector softsignDerivative(FloatVector z) {
        FloatVector root = broadcast(FLOAT, 1).div(z.abs().add(1));
        return root.mul(root);
    }

    /** {@link FloatMath#hardSigmoid}. */
    static FloatVector hardSigmoid(FloatVector z) {
        FloatVector rest = atLeast(broadcast(FLOAT, 3).sub(z.abs()), 0).mul(SIXTH);
        return rest.blend(broadcast(FLOAT, 1).sub(rest), z.compare(GT, 0));
    }

    static FloatVector onePlusExp(FloatVector x) {
        FloatVector bounded = atMost(atLeast(x, -SATURATED), -LOWEST);
        FloatVector shifted = bounded.fma(broadcast(FLOAT, LOG2_E), broadcast(FLOAT, SHIFT));
        FloatVector w = reducedExpm1(bounded, shifted);
        FloatVector power = shifted.reinterpretAsInts().add(-64)
                .lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector one = broadcast(FLOAT, 0x1p-64f);
        FloatVector sum = power.add(one);
        FloatVector error = one.sub(sum.sub(power));
        return sum.add(power.fma(w, error));
    }

    static FloatVector reducedExpm1(FloatVector x, FloatVector shifted) {
        FloatVector n = shifted.sub(SHIFT);
        FloatVector high = n.fma(broadcast(FLOAT, -LN2_HIGH), x);
        FloatVector low = n.mul(-LN2_LOW);
        FloatVector r = high.add(low);
        FloatVector p = broadcast(FLOAT, 0x1.6cd7eap-10f);
        p = p.fma(r, broadcast(FLOAT, 0x1.122c5ap-7f));
        p = p.fma(r, broadcast(FLOAT, 0x1.555538p-5f));
        p = p.fma(r, broadcast(FLOAT, 0x1.5554aap-3f));
        p = p.fma(r, broadcast(FLOAT, 0.5f));
        return high.add(r.mul(r).fma(p, low));
    }

    static FloatVector atLeast(FloatVector x, float low) {
        return x.blend(low, x.lt(low));
    }

    static FloatVector atMost(FloatVector x, float high) {
        return x.blend(high, x.compare(GT, high));
    }
}
