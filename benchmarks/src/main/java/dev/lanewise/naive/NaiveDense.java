package dev.lanewise.naive;

/** A dense layer of a {@link NaiveMlp}: Y = f(X·W + b), where f is ReLU or nothing. */
public final class NaiveDense {
    private final int in;
    private final int out;
    private final NaiveActivation activation;

    private final float[] weights;
    private final float[] bias;
    private final float[] dWeights;
    private final float[] dBias;
    private final NaiveAdam weightsAdam;
    private final NaiveAdam biasAdam;

    /** What the last forward pass leaves to the backward pass. */
    private float[] x;
    private float[] z;

    /** With all weights 0, for the caller to fill. */
    NaiveDense(int in, int out, NaiveActivation activation) {
        this.in = in;
        this.out = out;
        this.activation = activation;
        weights = new float[in * out];
        bias = new float[out];
        dWeights = new float[in * out];
        dBias = new float[out];
        weightsAdam = new NaiveAdam(in * out, 0);
        biasAdam = new NaiveAdam(out, 0);
    }

    /** W, {@code in × out}: the array itself. */
    public float[] weights() {
        return weights;
    }

    /** b: the array itself. */
    public float[] bias() {
        return bias;
    }

    /** What Adam remembers of W. */
    public NaiveAdam weightsAdam() {
        return weightsAdam;
    }

    /** What Adam remembers of b. */
    public NaiveAdam biasAdam() {
        return biasAdam;
    }

    /** Z = X·W + b, Y = f(Z). */
    float[] forward(float[] x, int rows) {
        this.x = x;
        z = new float[rows * out];
        NaiveProducts.nn(z, x, weights, rows, out, in);
        float[] y = new float[rows * out];
        activation.forward(y, z, bias, rows, out);
        return y;
    }

    /** dZ = dY ⊙ f'(Z), in its place; dW = Xᵀ·dZ; db = the sums of the columns of dZ. */
    void parameterGradients(float[] dY, int rows) {
        activation.backward(dY, z);
        NaiveProducts.tn(dWeights, x, dY, in, out, rows);
        NaiveColumnSums.sum(dBias, dY, rows, out);
    }

    /** dX = dZ·Wᵀ. */
    float[] inputGradient(float[] dZ, int rows) {
        float[] dX = new float[rows * in];
        NaiveProducts.nt(dX, dZ, weights, rows, in, out);
        return dX;
    }

    /** A step of Adam. */
    void update(float learningRate) {
        weightsAdam.step(weights, dWeights, learningRate);
        biasAdam.step(bias, dBias, learningRate);
    }
}
