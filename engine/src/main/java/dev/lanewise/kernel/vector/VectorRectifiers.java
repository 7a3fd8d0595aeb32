package dev.lanewise.kernel.vector;

import static dev.lanewise.kernel.vector.Lanes.FLOAT;
import static dev.lanewise.kernel.vector.VectorMath.LOG2_E;
import static dev.lanewise.kernel.vector.VectorMath.LOWEST;
import static dev.lanewise.kernel.vector.VectorMath.SATURATED;
import static dev.lanewise.kernel.vector.VectorMath.SHIFT;
import static dev.lanewise.kernel.vector.VectorMath.atLeast;
import static dev.lanewise.kernel.vector.VectorMath.atMost;
import static dev.lanewise.kernel.vector.VectorMath.expOfNonPositive;
import static dev.lanewise.kernel.vector.VectorMath.expm1;
import static dev.lanewise.kernel.vector.VectorMath.hardSigmoid;
import static dev.lanewise.kernel.vector.VectorMath.log1p;
import static dev.lanewise.kernel.vector.VectorMath.onePlusExp;
import static dev.lanewise.kernel.vector.VectorMath.reducedExpm1;
import static jdk.incubator.vector.FloatVector.broadcast;
import static jdk.incubator.vector.VectorOperators.GE;
import static jdk.incubator.vector.VectorOperators.GT;
import static jdk.incubator.vector.VectorOperators.LSHL;

import dev.lanewise.kernel.scalar.FloatRectifiers;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;

/**
 * {@link FloatRectifiers} on vectors, the same operations in the same order; what
 * {@link VectorMath} says of itself holds here too.
 */
final class VectorRectifiers {
    private static final float NORMAL_LIMIT = 16;
    private static final float INVERSE_SQRT_2_PI = 0x1.988454p-2f;
    private static final float GELU_LINEAR = 0x1.988454p0f;
    private static final float GELU_CUBIC = 0x1.2444f2p-4f;

    private static final float THIRD = 0x1.555556p-2f;

    private VectorRectifiers() {}

    /** {@link FloatRectifiers#softplus}. */
    static FloatVector softplus(FloatVector z) {
        FloatVector log = log1p(expOfNonPositive(z.abs().neg()));
        return broadcast(FLOAT, 0).blend(z, z.compare(GT, 0)).add(log);
    }

    /** {@link FloatRectifiers#logSigmoid}. */
    static FloatVector logSigmoid(FloatVector z) {
        FloatVector log = log1p(expOfNonPositive(z.abs().neg()));
        return z.blend(0, z.compare(GT, 0)).sub(log);
    }

    /** {@link FloatRectifiers#silu}. */
    static FloatVector silu(FloatVector z) {
        FloatVector bounded = atLeast(z, LOWEST);
        return timesSigmoid(bounded, bounded);
    }

    /** {@link FloatRectifiers#siluDerivative}. */
    static FloatVector siluDerivative(FloatVector z) {
        FloatVector bounded = atMost(atLeast(z, LOWEST), -LOWEST);
        return timesSigmoidDerivative(bounded, bounded);
    }

    /** {@link FloatRectifiers#gelu}. */
    static FloatVector gelu(FloatVector z) {
        FloatVector a = atMost(z.abs(), NORMAL_LIMIT);
        FloatVector ratio = normalRatio(a);
        FloatVector tail = expOfNonPositive(a.mul(-0.5f).mul(a)).mul(ratio);
        FloatVector hinge = broadcast(FLOAT, -0f).blend(z, z.compare(GE, 0));
        return a.neg().fma(tail, hinge);
    }

    /** {@link FloatRectifiers#geluDerivative}. */
    static FloatVector geluDerivative(FloatVector z) {
        FloatVector a = atMost(z.abs(), NORMAL_LIMIT);
        FloatVector ratio = a.neg().fma(broadcast(FLOAT, INVERSE_SQRT_2_PI), normalRatio(a));
        FloatVector below = expOfNonPositive(a.mul(-0.5f).mul(a)).mul(ratio);
        return below.blend(broadcast(FLOAT, 1).sub(below), z.compare(GE, 0));
    }

    /** {@link FloatRectifiers#geluTanh}. */
    static FloatVector geluTanh(FloatVector z) {
        FloatVector bounded = atLeast(z, -NORMAL_LIMIT);
        FloatVector inner = broadcast(FLOAT, GELU_CUBIC).fma(bounded.mul(bounded),
                broadcast(FLOAT, GELU_LINEAR));
        return timesSigmoid(bounded, bounded.mul(inner));
    }

    /** {@link FloatRectifiers#geluTanhDerivative}. */
    static FloatVector geluTanhDerivative(FloatVector z) {
        FloatVector bounded = atMost(atLeast(z, -NORMAL_LIMIT), NORMAL_LIMIT);
        FloatVector cubic = bounded.mul(bounded).mul(GELU_CUBIC);
        FloatVector v = bounded.mul(cubic.add(GELU_LINEAR));
        FloatVector slope = cubic.fma(broadcast(FLOAT, 3), broadcast(FLOAT, GELU_LINEAR));
        return timesSigmoidDerivative(bounded.mul(slope), v);
    }

    /** {@link FloatRectifiers#mish}. */
    static FloatVector mish(FloatVector z) {
        FloatVector bounded = atMost(atLeast(z, LOWEST), SATURATED);
        FloatVector negated = bounded.neg();
        FloatVector shifted = negated.fma(broadcast(FLOAT, LOG2_E), broadcast(FLOAT, SHIFT));
        FloatVector w = reducedExpm1(negated, shifted);
        FloatVector power = shifted.reinterpretAsInts().add(-39)
                .lanewise(LSHL, 23).reinterpretAsFloats();
        FloatVector one = broadcast(FLOAT, 0x1p-40f);
        FloatVector high = power.add(one);
        FloatVector low = power.fma(w, one.sub(high.sub(power)));
        FloatVector d = high.add(low);
        FloatVector inverse = broadcast(FLOAT, 0x1p-80f).div(d);
        FloatVector below = high.add(low.add(inverse));
        FloatVector sum = below.blend(d.add(inverse), z.compare(GT, 0));
        return bounded.div(sum).mul(0x1p-39f).blend(z, z.compare(GT, SATURATED));
    }

    /** {@link FloatRectifiers#mishDerivative}. */
    static FloatVector mishDerivative(FloatVector z) {
        FloatVector bounded = atMost(atLeast(z, LOWEST), -LOWEST);
        FloatVector u = expOfNonPositive(bounded.abs().neg());
        FloatVector square = u.mul(u);
        VectorMask<Float> positive = z.compare(GT, 0);
        FloatVector n = square.blend(1, positive).add(u.mul(2));
        FloatVector rest = broadcast(FLOAT, 1).blend(square, positive).mul(2);
        FloatVector inverse = broadcast(FLOAT, 1).div(n.add(rest));
        FloatVector s = u.blend(square, positive).mul(4).mul(u.add(1));
        return inverse.mul(bounded.mul(s).fma(inverse, n));
    }

    /** {@link FloatRectifiers#hardSwish}. */
    static FloatVector hardSwish(FloatVector z) {
        return atLeast(z, -3).mul(hardSigmoid(z));
    }

    /** {@code FloatRectifiers.hardSwishDerivative}. */
    static FloatVector hardSwishDerivative(FloatVector z) {
        return z.add(1.5f).mul(THIRD).blend(1, z.compare(GE, 3));
    }

    /** {@link FloatRectifiers#elu}. */
    static FloatVector elu(FloatVector z, float scale, float negativeScale) {
        VectorMask<Float> positive = z.compare(GT, 0);
        return expm1(z).mul(negativeScale).blend(z.mul(scale), positive);
    }

    /** {@link FloatRectifiers#celu}. */
    static FloatVector celu(FloatVector z, float alpha) {
        FloatVector scaled = z.div(alpha);
        VectorMask<Float> itself = z.compare(GT, 0).or(scaled.abs().lt(0x1p-24f));
        return expm1(scaled).mul(alpha).blend(z, itself);
    }

    private static FloatVector timesSigmoid(FloatVector z, FloatVector v) {
        FloatVector quotient = z.div(onePlusExp(v.neg())).mul(0x1p-64f);
        return quotient.blend(z, v.compare(GT, SATURATED));
    }

    private static FloatVector timesSigmoidDerivative(FloatVector s, FloatVector v) {
        FloatVector u = expOfNonPositive(v.abs().neg());
        FloatVector larger = broadcast(FLOAT, 1).div(u.add(1));
        FloatVector smaller = u.mul(larger);
        VectorMask<Float> positive = v.compare(GE, 0);
        FloatVector sigma = smaller.blend(larger, positive);
        FloatVector rest = larger.blend(smaller, positive);
        return sigma.mul(s.fma(rest, broadcast(FLOAT, 1)));
    }

    private static FloatVector normalRatio(FloatVector a) {
        FloatVector scaled = a.mul(0.3f);
        FloatVector s = scaled.div(scaled.add(1));
        FloatVector p = broadcast(FLOAT, 0x1.3832a8p-5f);
        p = p.fma(s, broadcast(FLOAT, -0x1.18518p-3f));
        p = p.fma(s, broadcast(FLOAT, 0x1.e19e7ep-4f));
        p = p.fma(s, broadcast(FLOAT, 0x1.becf98p-4f));
        p = p.fma(s, broadcast(FLOAT, -0x1.70bdb8p-5f));
        p = p.fma(s, broadcast(FLOAT, -0x1.670056p-1f));
        p = p.fma(s, broadcast(FLOAT, 0x1.72b6cp0f));
        p = p.fma(s, broadcast(FLOAT, -0x1.546e8p0f));
        return p.fma(s, broadcast(FLOAT, 0.5f));
    }
}
