package dev.lanewise;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Network;
import java.util.Arrays;

/** A program that predicts, and prints what the engine says of itself and of its vector kernels. */
final class Describer {
    private Describer() {}

    public static void main(String[] args) {
        Network network = Network.inputs(3).dense(9, Activation.GELU).dense(2).build(1);
        System.out.println(Arrays.toString(network.predict(new float[] {1, 2, 3})));
        System.out.println(Lanewise.describe());
        try {
            System.out.println(Lanewise.vectorKernels().description());
        } catch (IllegalStateException e) {
            System.out.println(e.getMessage());
        }
    }
}
