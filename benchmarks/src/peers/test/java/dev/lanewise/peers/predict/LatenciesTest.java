package dev.lanewise.peers.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.lanewise.measure.Reading;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LatenciesTest {
    private static final Reading GOOD = new Reading(100, 10);
    private static final Reading FMA_LOW = new Reading(96.9, 10);
    private static final Reading INTEGER_LOW = new Reading(100, 9.6);
    private static final Reading NEARLY_GOOD = new Reading(97.1, 9.8);

    @Test
    void aPercentileIsTheTimeWithinWhichThatShareWasOver() {
        long[] hundred = LongStream.rangeClosed(1, 100).toArray();
        assertEquals(50, Latencies.percentile(hundred, 50));
        assertEquals(99, Latencies.percentile(hundred, 99));
        assertEquals(100, Latencies.percentile(hundred, 100));
        assertEquals(1, Latencies.percentile(hundred, 0.1));
        assertEquals(2, Latencies.percentile(new long[] {1, 2, 3}, 50));
        assertEquals(3, Latencies.percentile(new long[] {1, 2, 3}, 99));
        assertEquals(7, Latencies.percentile(new long[] {7}, 50));
    }

    @Test
    void callsCountWhereBothYardsticksStandNearTheirBestOnBothSides() {
        Latencies latencies =
                new Latencies(
                        List.of(
                                new Block(GOOD, new long[] {5, 1}, GOOD),
                                new Block(GOOD, new long[] {60}, FMA_LOW),
                                new Block(FMA_LOW, new long[] {70}, GOOD),
                                new Block(GOOD, new long[] {80}, INTEGER_LOW),
                                new Block(NEARLY_GOOD, new long[] {3}, GOOD)),
                        Reading.NONE);
        assertArrayEquals(new long[] {1, 3, 5}, latencies.clean());
        assertArrayEquals(new long[] {1, 3, 5, 60, 70, 80}, latencies.all());
        assertEquals(GOOD, latencies.reference());
    }

    @Test
    void whatAnotherProcessSawCountsToo() {
        List<Block> blocks = List.of(new Block(GOOD, new long[] {1}, GOOD));
        assertEquals(0, new Latencies(blocks, new Reading(104, 1)).clean().length);
        assertEquals(1, new Latencies(blocks, new Reading(103, 1)).clean().length);
    }

    @Test
    void oneFreakReadingInHundredsIsNotTheBest() {
        Block[] blocks = new Block[200];
        for (int i = 0; i < blocks.length; i++) {
            blocks[i] = new Block(GOOD, new long[] {1}, i == 7 ? new Reading(150, 15) : GOOD);
        }
        assertEquals(GOOD, new Latencies(List.of(blocks), Reading.NONE).reference());
    }
}
