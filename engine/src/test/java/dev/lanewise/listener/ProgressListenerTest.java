package dev.lanewise.listener;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.train.Allocations;
import dev.lanewise.train.EndReason;
import dev.lanewise.train.History;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ProgressListenerTest {
    private static final History HISTORY =
            new History(
                    List.of(Epochs.epoch(1, 1, Epochs.evaluation(1, 1))), EndReason.ALL_EPOCHS);

    private final StringBuilder out = new StringBuilder();
    private long millis = 1_000_000;

    private ProgressListener listener(boolean terminal) {
        return ProgressListener.of(out, terminal, () -> TimeUnit.MILLISECONDS.toNanos(millis));
    }

    /** Batches of 10 rows, each so long, as many as an epoch has unless it is the last one. */
    private void train(ProgressListener listener, int epochs, int batches, int done, int each) {
        listener.trainingStarted(epochs, batches);
        for (int i = 0; i < done; i++) {
            if (i % batches == 0) {
                listener.epochStarted(1 + i / batches);
            }
            millis += each;
            listener.batchFinished(1 + i / batches, 1 + i % batches, 10, i % batches);
        }
    }

    /** What stood on the terminal, line after line, without the spaces that cover old ones. */
    private List<String> frames() {
        return Arrays.stream(out.toString().split("\r|\n")).skip(1).map(String::stripTrailing)
                .toList();
    }

    @Test
    void aTerminalsLineIsRewrittenInPlace() {
        ProgressListener listener = listener(true);
        train(listener, 2, 4, 8, 100);
        millis += 200;
        listener.trainingFinished(HISTORY);
        assertEquals(
                List.of(
                        "epoch 1/2 [###.....................]  12%  loss 0.000  100 rows/s"
                                + "  0:00 left",
                        "epoch 1/2 [######..................]  25%  loss 0.5000  100 rows/s"
                                + "  0:00 left"),
                frames().subList(0, 2));
        assertEquals(
                List.of(
                        "epoch 2/2 [########################] 100%  loss 1.500  100 rows/s"
                                + "  0:00 left",
                        "epoch 2/2 [########################] 100%  loss 1.500  100 rows/s"
                                + "  in 0:01"),
                frames().subList(8, 10));
        assertEquals(10, frames().size()); // a line a batch, one put back, the last
        assertEquals(out.length() - System.lineSeparator().length(),
                out.indexOf(System.lineSeparator()), "one end of a line, at the end");
    }

    @Test
    void theTimeBetweenTwoLinesIsKept() {
        train(listener(true), 1, 1000, 1000, 1);
        assertEquals(10, frames().size());
        out.setLength(0);
        train(listener(true).withInterval(Duration.ofMillis(250)), 1, 1000, 999, 1);
        assertEquals(3, frames().size());
        out.setLength(0);
        train(listener(false), 1, 1000, 999, 40);
        assertEquals(3, out.toString().lines().count());
        out.setLength(0);
        train(listener(false).withInterval(Duration.ZERO), 1, 7, 7, 0);
        assertEquals(7, out.toString().lines().count());
    }

    @Test
    void elsewhereLinesFollowEachOther() {
        ProgressListener listener = listener(false);
        train(listener, 12, 10, 20, 1000);
        listener.trainingFinished(HISTORY);
        assertEquals(
                """
                epoch  1/12   8%  loss 4.500  10 rows/s  1:50 left
                epoch  2/12  16%  loss 4.500  10 rows/s  1:40 left
                epoch  2/12  16%  loss 4.500  10 rows/s  in 0:20
                """,
                out.toString().replace("\r\n", "\n"));
    }

    @Test
    void theRateLeavesOutValidationsAndTheTimeLeftDoesNot() {
        ProgressListener listener = listener(false);
        train(listener, 2, 10, 10, 500);
        millis += 10_000; // of validation
        listener.epochStarted(2);
        millis += 500;
        listener.batchFinished(2, 1, 10, 2f);
        assertEquals(
                "epoch 2/2  55%  loss 2.000  20 rows/s  0:12 left", // 15.5 s · 9/11
                out.toString().strip());
    }

    @Test
    void longNumbersLeaveLessToTheBarAndStayInTheLine() {
        ProgressListener listener = listener(true).withInterval(Duration.ZERO);
        listener.trainingStarted(1000, 36);
        listener.epochStarted(1);
        millis += 1000;
        listener.batchFinished(1, 1, 1_000_000, 0.5f);
        assertEquals(
                "epoch    1/1000 [...........]   0%  loss 0.5000  1,000,000 rows/s  9:59:59 left",
                frames().getLast());
        listener.trainingStarted(1_000_000, 1000);
        listener.epochStarted(1);
        millis += 3_600_000;
        listener.batchFinished(1, 1, 2_000_000_000, 1e-30f);
        assertEquals(
                "epoch       1/1000000   0%  loss 1.000e-30  555,556 rows/s  2562047:47:16 left",
                frames().getLast());
        millis++;
        listener.epochStarted(1);
        millis++;
        listener.batchFinished(1, 1, 2_000_000_000, 1e-30f);
        assertEquals(
                "epoch       1/1000000   0%  loss 1.000e-30  2,000,000,000,000 rows/s  256204",
                frames().getLast().substring(0, 76));
        assertEquals(79, frames().getLast().length());
    }

    @Test
    void aShorterLineCoversALongerOne() {
        ProgressListener listener = listener(true).withInterval(Duration.ZERO);
        train(listener, 1, 2, 1, 3_600_000);
        int length = frames().getFirst().length();
        millis -= 3_599_000;
        listener.batchFinished(1, 2, 10, 0);
        String second = out.substring(out.lastIndexOf("\r") + 1);
        assertTrue(second.length() >= length, second);
    }

    @Test
    void betweenTwoEpochsATerminalIsLeftToOthers() {
        ProgressListener listener = listener(true);
        train(listener, 2, 2, 2, 100);
        String line = frames().getLast();
        out.setLength(0);
        listener.epochFinished(HISTORY.last());
        assertEquals("\r" + " ".repeat(line.length()) + "\r", out.toString());
        out.setLength(0);
        listener.epochStarted(2);
        assertEquals("\r" + line, out.toString());
        listener.trainingFinished(HISTORY);
        out.setLength(0);
        train(listener, 1, 4, 1, 1);
        listener.epochFinished(HISTORY.last());
        assertEquals("", out.toString());
        ProgressListener elsewhere = listener(false);
        train(elsewhere, 1, 1, 1, 10_000);
        out.setLength(0);
        elsewhere.epochFinished(HISTORY.last());
        assertEquals("", out.toString());
    }

    @Test
    void aTrainingThatFailsLeavesItsLastLine() {
        ProgressListener listener = listener(true);
        train(listener, 1, 4, 3, 10);
        listener.trainingFailed(new ArithmeticException());
        listener.trainingFailed(new ArithmeticException());
        assertEquals(
                List.of(
                        "epoch 1/1 [############....]  75%  loss 1.000  1,000 rows/s"
                                + "  stopped after 0:00"),
                frames());
        out.setLength(0);
        listener.trainingStarted(1, 1);
        listener.trainingFailed(new ArithmeticException());
        listener.trainingFinished(HISTORY);
        assertEquals("", out.toString());
    }

    @Test
    void aRealTrainingIsShownToItsEnd() {
        Epochs.trainer(Epochs.network())
                .withListener(ProgressListener.of(out, false))
                .fit(Epochs.data());
        assertTrue(
                out.toString().matches("epoch 2/2 100%  loss .* rows/s  in 0:00\\R"),
                out.toString());
    }

    @Test
    void aBatchWithoutALineAllocatesNothing() {
        ProgressListener listener = listener(true);
        listener.trainingStarted(1, 1000);
        listener.epochStarted(1);
        Allocations.assertSettleAtNone(
                "batch", () -> listener.batchFinished(1, 1, 10, 1), List.of());
    }

    @Test
    void anIntervalBelowZeroIsRefused() {
        ProgressListener listener = listener(true);
        assertThrows(
                IllegalArgumentException.class, () -> listener.withInterval(Duration.ofNanos(-1)));
    }
}
