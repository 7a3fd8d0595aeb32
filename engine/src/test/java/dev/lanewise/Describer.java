package dev.lanewise;

import dev.lanewise.kernel.Activation;
import dev.lanewise.nn.Network;
import java.util.Arrays;

/** A program that uses the engine twice, and prints what it says of itself and a prediction. */
final class Describer {
    private Describer() {}

    public static void main(String[] args) {
        Network network = Network.inputs(3).dense(9, Activation.GELU).dense(2).build(1);
        System.out.println(Arrays.toString(network.predict(new float[] {1, 2, 3})));
        System.out.println(Lanewise.describe());
    }
}
