package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.scalar.ScalarColumnSums;
import jdk.incubator.vector.FloatVector;

/**
 * Column sums in registers: four vectors side by side go down the rows, then single ones; the
 * scalar twin takes the columns that are left.
 */
final class VectorColumnSums extends ScalarColumnSums {
    private static final int GROUP = 4 * Lanes.COUNT;

    @Override
    protected void add(
            float[] sums, int sumsOffset, float[] z, int zOffset, int ld, int rows, int columns) {
        int c = 0;
        for (; c + GROUP <= columns; c += GROUP) {
            sumFour(sums, sumsOffset + c, z, zOffset + c, ld, rows);
        }
        for (; c + Lanes.COUNT <= columns; c += Lanes.COUNT) {
            FloatVector sum = FloatVector.fromArray(Lanes.FLOAT, sums, sumsOffset + c);
            for (int r = 0; r < rows; r++) {
                sum = sum.add(FloatVector.fromArray(Lanes.FLOAT, z, zOffset + c + r * ld));
            }
            sum.intoArray(sums, sumsOffset + c);
        }
        if (c < columns) {
            super.add(sums, sumsOffset + c, z, zOffset + c, ld, rows, columns - c);
        }
    }

    private static void sumFour(
            float[] sums, int sumsOffset, float[] z, int zOffset, int ld, int rows) {
        FloatVector first = FloatVector.fromArray(Lanes.FLOAT, sums, sumsOffset);
        FloatVector second = FloatVector.fromArray(Lanes.FLOAT, sums, sumsOffset + Lanes.COUNT);
        FloatVector third = FloatVector.fromArray(Lanes.FLOAT, sums, sumsOffset + 2 * Lanes.COUNT);
        FloatVector fourth = FloatVector.fromArray(Lanes.FLOAT, sums, sumsOffset + 3 * Lanes.COUNT);
        for (int r = 0; r < rows; r++) {
            int at = zOffset + r * ld;
            first = first.add(FloatVector.fromArray(Lanes.FLOAT, z, at));
            second = second.add(FloatVector.fromArray(Lanes.FLOAT, z, at + Lanes.COUNT));
            third = third.add(FloatVector.fromArray(Lanes.FLOAT, z, at + 2 * Lanes.COUNT));
            fourth = fourth.add(FloatVector.fromArray(Lanes.FLOAT, z, at + 3 * Lanes.COUNT));
        }
        first.intoArray(sums, sumsOffset);
        second.intoArray(sums, sumsOffset + Lanes.COUNT);
        third.intoArray(sums, sumsOffset + 2 * Lanes.COUNT);
        fourth.intoArray(sums, sumsOffset + 3 * Lanes.COUNT);
    }
}
