package dev.lanewise.samples.xor;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.data.Dataset;
import dev.lanewise.kernel.Activation;
import dev.lanewise.loss.BinaryCrossEntropy;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.TrainingStep;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByHandTest {
    private static double[] random(long seed) {
        return new Random(seed).doubles(9, -1.5, 1.5).toArray();
    }

    private static double[] gradient(double[] parameters) {
        double[] mean = new double[9];
        for (int[] row : ByHand.ROWS) {
            ByHand.Forward forward = ByHand.forward(parameters, row);
            double[] d = ByHand.backward(parameters, row, forward).dParameters();
            for (int i = 0; i < mean.length; i++) {
                mean[i] += d[i] / 4;
            }
        }
        return mean;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void chainRuleAgreesWithTheSlope(long seed) {
        double[] parameters = random(seed);
        double[] gradient = gradient(parameters);
        for (int i = 0; i < 9; i++) {
            assertEquals(ByHand.slope(parameters, i, 1e-5), gradient[i], 1e-9, ByHand.NAMES[i]);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void engineAgreesWithTheHandInItsOrderOfParameters(long seed) {
        double[] parameters = random(seed);
        Network network = Network.inputs(2).dense(2, Activation.TANH).dense(1).build(0);
        for (int i = 0; i < 9; i++) {
            network.parameters()[i] = (float) parameters[i];
            parameters[i] = (float) parameters[i];
        }
        TrainingStep step = new TrainingStep(network, new BinaryCrossEntropy(), Sgd.of(1), 4);
        Dataset table = Xor.table();
        float error = step.computeGradients(table.features(), 0, table.targets(), 0, 4);
        assertEquals(ByHand.meanError(parameters), error, 1e-6);
        double[] gradient = gradient(parameters);
        for (int i = 0; i < 9; i++) {
            assertEquals(gradient[i], step.gradients()[i], 1e-6, ByHand.NAMES[i]);
        }
    }

    @Test
    void namesStandWhereTheIndicesPoint() {
        assertEquals("w12", ByHand.NAMES[ByHand.w(0, 1)]);
        assertEquals("w21", ByHand.NAMES[ByHand.w(1, 0)]);
        assertEquals("b2", ByHand.NAMES[ByHand.b(1)]);
        assertEquals("v1", ByHand.NAMES[ByHand.v(0)]);
        assertEquals("c", ByHand.NAMES[ByHand.C]);
    }

    @Test
    void truthTableIsThatOfXor() {
        IntStream.range(0, 4)
                .mapToObj(i -> ByHand.ROWS[i])
                .forEach(row -> assertEquals(row[0] ^ row[1], row[2]));
    }
}
