package dev.lanewise.kernel.vector;

import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.lanewise.kernel.Sgemm.Epilogue;
import dev.lanewise.kernel.Team;
import dev.lanewise.kernel.scalar.ScalarSgemm;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Products of a training step, in which each member of a team keeps a band of the weights: of sizes
 * whose halves are whole strips and whole vectors.
 */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class TrainingSgemmTest {
    private static final int ROWS = 64;
    private static final int INPUTS = 320;
    private static final int OUTPUTS = 256;

    private final Team team = Team.of(2);
    private final VectorSgemm sgemm = new VectorSgemm(Blocking.REGISTERS_32, team, true);
    private final Matrix x = Matrix.exact(ROWS, INPUTS, 1);
    private final Matrix w = Matrix.exact(INPUTS, OUTPUTS, 2);
    private final Matrix y = Matrix.exact(ROWS, OUTPUTS, 3);
    private final Matrix dX = Matrix.exact(ROWS, INPUTS, 4);
    private final Matrix dW = Matrix.exact(INPUTS, OUTPUTS, 5);

    @AfterEach
    void close() {
        team.close();
    }

    @Test
    void whoUpdatesRowsOfWeightsComputesWhatTheirInputsGet() {
        Members ofRows = new Members(INPUTS);
        Members ofInputs = new Members(INPUTS);
        ProductForm.TN.run(sgemm, dW, x, y, ROWS, false, ofRows::seeRows);
        ProductForm.NT.run(sgemm, dX, y, w, OUTPUTS, false, ofInputs::seeColumns);
        ofInputs.assertThatOf(ofRows);
    }

    @Test
    void whoFinishesOutputsHasTheirRowsOfTheNextWeights() {
        Members ofOutputs = new Members(OUTPUTS);
        Members ofRows = new Members(OUTPUTS);
        Matrix next = Matrix.exact(OUTPUTS, INPUTS, 6);
        ProductForm.NN.run(sgemm, y, x, w, INPUTS, false, ofOutputs::seeColumns);
        ProductForm.TN.run(sgemm, next, y, x, ROWS, false, ofRows::seeRows);
        ofOutputs.assertThatOf(ofRows);
    }

    /** Who was given each row, or each column, of a product. */
    private record Members(AtomicReferenceArray<Thread> threads) {
        Members(int size) {
            this(new AtomicReferenceArray<>(size));
        }

        void seeRows(float[] c, int at, int ld, int row, int rows, int column, int columns) {
            see(row, rows);
        }

        void seeColumns(float[] c, int at, int ld, int row, int rows, int column, int columns) {
            see(column, columns);
        }

        private void see(int from, int count) {
            for (int i = from; i < from + count; i++) {
                threads.set(i, Thread.currentThread());
            }
        }

        /** The same threads as those, of which there are several. */
        void assertThatOf(Members others) {
            for (int i = 0; i < threads.length(); i++) {
                assertSame(others.threads.get(i), threads.get(i), "number " + i);
            }
            assertNotSame(threads.get(0), threads.get(threads.length() - 1));
        }
    }

    @Test
    void aRelayWhoseEpilogueFailedIsFollowedByARightOne() {
        IllegalStateException failure = new IllegalStateException("on purpose");
        Matrix expected = Matrix.exact(ROWS, OUTPUTS, 6);
        ProductForm.NN.run(new ScalarSgemm(), expected, x, w, INPUTS, false);
        for (int failing : new int[] {0, ROWS - 1}) {
            Epilogue epilogue = (c, at, ld, row, rows, column, columns) -> {
                if (row <= failing && failing < row + rows) {
                    throw failure;
                }
            };
            assertSame(
                    failure,
                    assertThrows(
                            IllegalStateException.class,
                            () -> ProductForm.NN.run(sgemm, y, x, w, INPUTS, false, epilogue)));
            ProductForm.NN.run(sgemm, y, x, w, INPUTS, false);
            y.slice().assertSameBits(expected.slice(), "after row " + failing + " failed");
        }
    }
}
