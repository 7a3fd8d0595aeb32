package dev.lanewise.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.data.Dataset;
import dev.lanewise.loss.MeanSquaredError;
import dev.lanewise.nn.Network;
import dev.lanewise.optim.Sgd;
import dev.lanewise.train.TrainingStep;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SequencedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** {@link HistogramListener} and {@link ParameterHistogram}. */
class HistogramListenerTest {
    private final Network network = Epochs.network(); // 3·4 + 4, then 4·2 + 2 parameters
    private final SequencedMap<Integer, List<ParameterHistogram>> taken = new TreeMap<>();

    @Test
    void weightsAreLookedAtBeforeTheTrainingAndAfterEveryEpochThatIsAskedFor() {
        List<ParameterHistogram> before = ParameterHistogram.of(network, network.parameters(), 7);
        HistogramListener listener =
                HistogramListener.of(network, taken::put).withEvery(2).withBins(7);
        Epochs.trainer(network).withEpochs(5).withListener(listener).fit(Epochs.data());
        assertEquals(List.of(0, 2, 4), new ArrayList<>(taken.sequencedKeySet()));
        assertEquals(before, taken.get(0));
        assertNotEquals(before, taken.get(2));
        Epochs.trainer(network)
                .withListener(HistogramListener.of(network, taken::put))
                .fit(Epochs.data());
        assertEquals(ParameterHistogram.of(network, network.parameters(), 40), taken.get(2));
    }

    @Test
    void eachParameterHasItsOwnValues() {
        float[] values = new float[26];
        Arrays.fill(values, 0, 12, 1);
        Arrays.fill(values, 12, 16, 2);
        Arrays.fill(values, 16, 24, 3);
        Arrays.fill(values, 24, 26, 4);
        List<ParameterHistogram> all = ParameterHistogram.of(network, values, 3);
        assertEquals(
                List.of("0.weight", "0.bias", "1.weight", "1.bias"),
                all.stream().map(each -> each.parameter().name()).toList());
        assertEquals(12, all.getFirst().histogram().count());
        double[] expected = {1, 2, 3, 4};
        for (int i = 0; i < 4; i++) {
            assertEquals(expected[i], all.get(i).histogram().min());
            assertEquals(expected[i], all.get(i).histogram().max());
        }
        String line = all.get(2).toString();
        assertTrue(line.startsWith("1.weight 2.500"), line);
    }

    @Test
    void gradientsAreLaidOutAsParametersAre() {
        Dataset data = Epochs.data();
        try (TrainingStep step =
                new TrainingStep(network, new MeanSquaredError(), Sgd.of(0.1), Epochs.ROWS)) {
            step.computeGradients(data.features(), 0, data.targets(), 0, Epochs.ROWS);
            List<ParameterHistogram> all =
                    ParameterHistogram.of(network, step.gradients(), 20);
            Histogram last = all.getLast().histogram();
            assertEquals(2, last.count());
            float[] gradients = step.gradients();
            assertEquals(Math.min(gradients[24], gradients[25]), last.min());
            assertEquals(Math.max(gradients[24], gradients[25]), last.max());
            assertTrue(all.getFirst().histogram().deviation() > 0);
        }
    }

    @Test
    void brokenArgumentsAreRefused() {
        HistogramListener listener = HistogramListener.of(network, taken::put);
        assertThrows(IllegalArgumentException.class, () -> listener.withEvery(0));
        assertThrows(IllegalArgumentException.class, () -> listener.withBins(0));
        assertThrows(
                IllegalArgumentException.class,
                () -> ParameterHistogram.of(network, new float[25], 3));
    }
}
