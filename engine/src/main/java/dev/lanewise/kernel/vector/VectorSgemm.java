package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm;
import java.util.Arrays;

/**
 * Matrix products in the five loops of BLIS around a {@link MicroTile}.
 *
 * <p>Loops jc, pc, ic go over cache blocks, jr and ir over micro-tiles; pc runs inside jc so that
 * every element's sum is taken up from C and goes on in ascending k. Tiles that stick out over the
 * edge of C are computed in a scratch tile of full size. Where there are few rows, or the rows of B
 * lie close together, packing B costs more than it saves: full panels are then read where they lie.
 */
final class VectorSgemm extends Sgemm {
    private static final int NR = Blocking.NR;
    private static final float[] EMPTY = {};

    private final Blocking blocking;
    private final int mr;
    private final MicroTile tile;
    private final MicroTile narrowTile;
    private final float[] scratch;
    private float[] packedA = EMPTY;
    private float[] packedB = EMPTY;

    // The product that is being computed: what all loops need, and no loop changes.
    private float[] c;
    private int ldc;
    private float[] a;
    private int aRow;
    private int aColumn;
    private float[] b;
    private int ldb;
    private boolean bT;
    private boolean packsB;

    VectorSgemm(Blocking blocking) {
        this.blocking = blocking;
        this.mr = blocking.mr();
        this.tile = blocking.tile();
        this.narrowTile = blocking.narrowTile();
        this.scratch = new float[mr * NR];
    }

    @Override
    protected void multiply(
            float[] c,
            int cOffset,
            int ldc,
            float[] a,
            int aOffset,
            int lda,
            boolean aT,
            float[] b,
            int bOffset,
            int ldb,
            boolean bT,
            int m,
            int n,
            int k,
            boolean accumulate) {
        if (k == 0) {
            if (!accumulate) {
                clear(c, cOffset, ldc, m, n);
            }
            return;
        }
        this.c = c;
        this.ldc = ldc;
        this.a = a;
        this.aRow = aT ? 1 : lda;
        this.aColumn = aT ? lda : 1;
        this.b = b;
        this.ldb = ldb;
        this.bT = bT;
        this.packsB = bT || m > blocking.unpackedRows() && ldb > blocking.unpackedLeading();
        reserve(m, n, k);
        columnBlocks(cOffset, aOffset, bOffset, m, n, k, accumulate);
        this.c = EMPTY;
        this.a = EMPTY;
        this.b = EMPTY;
    }

    /** Loops jc and pc: blocks of columns of C, and for each the blocks of k, ascending. */
    private void columnBlocks(
            int c0, int a0, int b0, int m, int n, int k, boolean accumulate) {
        int bRow = bT ? 1 : ldb;
        int bColumn = bT ? ldb : 1;
        for (int jc = 0, columns; jc < n; jc += columns) {
            columns = Math.min(blocking.nc(), n - jc);
            for (int pc = 0, depth; pc < k; pc += depth) {
                depth = Math.min(blocking.kc(), k - pc);
                int bBlock = b0 + pc * bRow + jc * bColumn;
                if (packsB) {
                    Packing.packB(packedB, b, bBlock, ldb, bT, depth, columns);
                }
                rowBlocks(
                        c0 + jc, a0 + pc * aColumn, bBlock, m, columns, depth,
                        accumulate || pc > 0);
            }
        }
    }

    /** Loop ic: blocks of rows of C. */
    private void rowBlocks(
            int c0, int a0, int b0, int m, int columns, int depth, boolean fromC) {
        for (int ic = 0, rows; ic < m; ic += rows) {
            rows = Math.min(blocking.mc(), m - ic);
            int aBlock = a0 + ic * aRow;
            if (blocking.packsA()) {
                Packing.packA(packedA, mr, a, aBlock, aRow, aColumn, rows, depth);
            }
            panels(c0 + ic * ldc, aBlock, b0, rows, columns, depth, fromC);
        }
    }

    /** Loop jr: panels of a block of B, packed before, or packed now if narrow, or not at all. */
    private void panels(
            int c0, int a0, int b0, int rows, int columns, int depth, boolean fromC) {
        for (int jr = 0; jr < columns; jr += NR) {
            int width = Math.min(NR, columns - jr);
            if (packsB) {
                int step = Packing.panelWidth(width);
                tiles(c0 + jr, a0, packedB, jr * depth, step, rows, width, depth, fromC);
            } else if (width == NR) {
                tiles(c0 + jr, a0, b, b0 + jr, ldb, rows, width, depth, fromC);
            } else {
                Packing.packB(packedB, b, b0 + jr, ldb, false, depth, width);
                int step = Packing.panelWidth(width);
                tiles(c0 + jr, a0, packedB, 0, step, rows, width, depth, fromC);
            }
        }
    }

    /** Loop ir: tiles of one panel. */
    private void tiles(
            int c0, int a0, float[] panel, int p0, int pStep, int rows, int width, int depth,
            boolean fromC) {
        MicroTile fitting = width <= Lanes.COUNT ? narrowTile : tile;
        boolean whole = width == Packing.panelWidth(width);
        float[] x = blocking.packsA() ? packedA : a;
        for (int ir = 0; ir < rows; ir += mr) {
            int height = Math.min(mr, rows - ir);
            int x0 = blocking.packsA() ? ir * depth : a0 + ir * aRow;
            int to = c0 + ir * ldc;
            if (whole && height == mr) {
                fitting.run(
                        c, to, ldc, x, x0, aRow, aColumn, mr, panel, p0, pStep, depth, fromC);
                continue;
            }
            if (fromC) {
                copyRows(c, to, ldc, scratch, 0, NR, height, width);
            }
            fitting.run(
                    scratch, 0, NR, x, x0, aRow, aColumn, height, panel, p0, pStep, depth, fromC);
            copyRows(scratch, 0, NR, c, to, ldc, height, width);
        }
    }

    private static void copyRows(
            float[] from, int fromAt, int fromStep, float[] to, int toAt, int toStep, int rows,
            int columns) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, fromAt + i * fromStep, to, toAt + i * toStep, columns);
        }
    }

    private static void clear(float[] c, int c0, int ldc, int m, int n) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, c0 + i * ldc, c0 + i * ldc + n, 0f);
        }
    }

    /** Grows the packing buffers to what a product of this size needs. */
    private void reserve(int m, int n, int k) {
        int depth = Math.min(blocking.kc(), k);
        int columns = packsB ? roundUp(Math.min(blocking.nc(), n), NR) : NR;
        packedB = grown(packedB, columns * depth);
        if (blocking.packsA()) {
            packedA = grown(packedA, roundUp(Math.min(blocking.mc(), m), mr) * depth);
        }
    }

    private static float[] grown(float[] buffer, int length) {
        return buffer.length >= length ? buffer : new float[length];
    }

    private static int roundUp(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }
}
