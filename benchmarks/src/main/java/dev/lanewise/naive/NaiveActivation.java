package dev.lanewise.naive;

import static dev.lanewise.naive.NaiveFunctions.bell;
import static dev.lanewise.naive.NaiveFunctions.exp;
import static dev.lanewise.naive.NaiveFunctions.expm1;
import static dev.lanewise.naive.NaiveFunctions.normal;
import static dev.lanewise.naive.NaiveFunctions.sigmoid;
import static dev.lanewise.naive.NaiveFunctions.softplus;
import static dev.lanewise.naive.NaiveFunctions.tanh;

/**
 * Activation functions y = f(z) with their derivatives, both of z. Formulas are those of PyTorch's
 * modules.
 */
public enum NaiveActivation {
    /** y = z. */
    IDENTITY(z -> z, z -> 1),

    /** y = max(z, 0). */
    RELU(z -> Math.max(z, 0), z -> z > 0 ? 1 : 0),

    /** y = z above 0, z/100 below. */
    LEAKY_RELU(z -> z > 0 ? z : 0.01f * z, z -> z > 0 ? 1 : 0.01f),

    /** y = min(max(z, 0), 6). */
    RELU6(z -> Math.min(Math.max(z, 0), 6), z -> z > 0 && z < 6 ? 1 : 0),

    /** y = z above 0, e^z − 1 below. */
    ELU(z -> z > 0 ? z : expm1(z), z -> z > 0 ? 1 : exp(z)),

    /** ELU with α = 1.6733, times λ = 1.0507. */
    SELU(
            z -> 1.0507009873554805f * (z > 0 ? z : 1.6732632423543772f * expm1(z)),
            z -> 1.0507009873554805f * (z > 0 ? 1 : 1.6732632423543772f * exp(z))),

    /** y = max(z, 0) + min(e^z − 1, 0). */
    CELU(z -> Math.max(z, 0) + Math.min(expm1(z), 0), z -> z > 0 ? 1 : exp(z)),

    /** y = σ(z) = 1/(1 + e^−z), y' = σ(z)·(1 − σ(z)). */
    SIGMOID(z -> sigmoid(z), z -> sigmoidSlope(z)),

    /** y = tanh z, y' = 1 − tanh²z. */
    TANH(z -> tanh(z), z -> tanhSlope(z)),

    /** y = z/(1 + |z|), y' = 1/(1 + |z|)². */
    SOFTSIGN(z -> z / (1 + Math.abs(z)), z -> softsignSlope(z)),

    /** y = min(max(z + 3, 0), 6)/6. */
    HARD_SIGMOID(z -> relu6(z + 3) / 6, z -> z > -3 && z < 3 ? 1f / 6 : 0),

    /** y = z·min(max(z + 3, 0), 6)/6, y' = (2z + 3)/6 between −3 and 3. */
    HARD_SWISH(
            z -> z * relu6(z + 3) / 6,
            z -> z <= -3 ? 0 : z >= 3 ? 1 : (2 * z + 3) / 6),

    /** y = z·Φ(z), y' = Φ(z) + z·φ(z), with distribution and density of the normal distribution. */
    GELU(z -> z * normal(z, bell(z)), z -> geluSlope(z)),

    /** With u = √(2/π)·(z + 0.044715 z³): y = z·(1 + tanh u)/2. */
    GELU_TANH(z -> 0.5f * z * (1 + tanh(cubic(z))), z -> geluTanhSlope(z)),

    /** y = z·σ(z), y' = σ(z)·(1 + z·(1 − σ(z))). */
    SILU(z -> z * sigmoid(z), z -> siluSlope(z)),

    /** With t = tanh(ln(1 + e^z)): y = z·t, y' = t + z·(1 − t²)·σ(z). */
    MISH(z -> z * tanh(softplus(z)), z -> mishSlope(z)),

    /** y = ln(1 + e^z), y' = σ(z). */
    SOFTPLUS(z -> softplus(z), z -> sigmoid(z)),

    /** y = −ln(1 + e^−z), y' = σ(−z). */
    LOG_SIGMOID(z -> -softplus(-z), z -> sigmoid(-z));

    /** A function of one number. */
    private interface Function {
        float of(float z);
    }

    private final Function value;
    private final Function derivative;

    NaiveActivation(Function value, Function derivative) {
        this.value = value;
        this.derivative = derivative;
    }

    /** z = z + bias in each row, then y = f(z). */
    public void forward(float[] y, float[] z, float[] bias, int rows, int columns) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                int i = r * columns + c;
                z[i] += bias[c];
                y[i] = value.of(z[i]);
            }
        }
    }

    /** dZ, which comes in as the gradient of y, times f'(z). */
    public void backward(float[] dZ, float[] z) {
        for (int i = 0; i < z.length; i++) {
            dZ[i] *= derivative.of(z[i]);
        }
    }

    private static float sigmoidSlope(float z) {
        float s = sigmoid(z);
        return s * (1 - s);
    }

    private static float tanhSlope(float z) {
        float t = tanh(z);
        return 1 - t * t;
    }

    private static float softsignSlope(float z) {
        float d = 1 + Math.abs(z);
        return 1 / (d * d);
    }

    private static float geluSlope(float z) {
        float bell = bell(z);
        return normal(z, bell) + z * 0.3989423f * bell;
    }

    private static float geluTanhSlope(float z) {
        float t = tanh(cubic(z));
        float slope = 0.79788456f * (1 + 0.134145f * z * z);
        return 0.5f * (1 + t) + 0.5f * z * (1 - t * t) * slope;
    }

    private static float siluSlope(float z) {
        float s = sigmoid(z);
        return s * (1 + z * (1 - s));
    }

    private static float mishSlope(float z) {
        float t = tanh(softplus(z));
        return t + z * (1 - t * t) * sigmoid(z);
    }

    private static float relu6(float z) {
        return Math.min(Math.max(z, 0), 6);
    }

    private static float cubic(float z) {
        return 0.79788456f * (z + 0.044715f * z * z * z);
    }
}
