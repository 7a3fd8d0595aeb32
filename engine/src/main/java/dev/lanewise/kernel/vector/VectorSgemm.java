package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm;
import java.util.Arrays;

/**
 * Matrix products in the five loops of BLIS around a {@link MicroTile}.
 *
 * <p>Loops jc, pc, ic go over cache blocks, jr and ir over micro-tiles; pc runs inside jc so that
 * every element's sum is taken up from C and goes on in ascending k. Tiles that stick out over the
 * edge of C are computed in a scratch tile of full size. Where there are few rows, B is read so few
 * times that packing would cost more than it saves: full panels are then read where they lie.
 */
final class VectorSgemm extends Sgemm {
    private static final Blocking BLOCKING = Blocking.CURRENT;
    private static final int MR = BLOCKING.mr();
    private static final int NR = BLOCKING.nr();
    private static final float[] EMPTY = {};

    private final MicroTile tile = BLOCKING.tile();
    private final MicroTile narrowTile = BLOCKING.narrowTile();
    private final float[] scratch = new float[MR * NR];
    private float[] packedA = EMPTY;
    private float[] packedB = EMPTY;

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
        if (m == 0 || n == 0 || k == 0) {
            if (!accumulate) {
                clear(c, cOffset, ldc, m, n);
            }
            return;
        }
        reserve(m, n, k);
        int aRow = aT ? 1 : lda;
        int aColumn = aT ? lda : 1;
        boolean packsB = bT || m > BLOCKING.unpackedRows();
        for (int jc = 0; jc < n; jc += BLOCKING.nc()) {
            int nb = Math.min(BLOCKING.nc(), n - jc);
            for (int pc = 0; pc < k; pc += BLOCKING.kc()) {
                int kb = Math.min(BLOCKING.kc(), k - pc);
                boolean fromC = accumulate || pc > 0;
                int bBlock = bOffset + (bT ? jc * ldb + pc : pc * ldb + jc);
                if (packsB) {
                    Packing.packB(packedB, b, bBlock, ldb, bT, kb, nb);
                }
                for (int ic = 0; ic < m; ic += BLOCKING.mc()) {
                    int mb = Math.min(BLOCKING.mc(), m - ic);
                    int aBlock = aOffset + ic * aRow + pc * aColumn;
                    int cBlock = cOffset + ic * ldc + jc;
                    float[] x = a;
                    if (BLOCKING.packsA()) {
                        Packing.packA(packedA, a, aBlock, aRow, aColumn, mb, kb);
                        x = packedA;
                        aBlock = 0;
                    }
                    if (packsB) {
                        packedPanels(c, cBlock, ldc, x, aBlock, aRow, aColumn, mb, nb, kb, fromC);
                    } else {
                        panelsInPlace(
                                c, cBlock, ldc, x, aBlock, aRow, aColumn, b, bBlock, ldb, mb, nb, kb,
                                fromC);
                    }
                }
            }
        }
    }

    /** Loop jr over the packed panels of a block of B. */
    private void packedPanels(
            float[] c, int cBlock, int ldc, float[] a, int aBlock, int aRow, int aColumn, int mb,
            int nb, int kb, boolean fromC) {
        for (int jr = 0; jr < nb; jr += NR) {
            int columns = Math.min(NR, nb - jr);
            int step = Packing.panelWidth(columns);
            panel(
                    c, cBlock + jr, ldc, a, aBlock, aRow, aColumn, packedB, jr * kb, step, mb, columns,
                    kb, fromC);
        }
    }

    /** Loop jr over panels of B that are read where they lie; only the last, narrower one is packed. */
    private void panelsInPlace(
            float[] c, int cBlock, int ldc, float[] a, int aBlock, int aRow, int aColumn, float[] b,
            int bBlock, int ldb, int mb, int nb, int kb, boolean fromC) {
        for (int jr = 0; jr < nb; jr += NR) {
            int columns = Math.min(NR, nb - jr);
            float[] rows = b;
            int from = bBlock + jr;
            int step = ldb;
            if (columns < NR) {
                Packing.packB(packedB, b, from, ldb, false, kb, columns);
                rows = packedB;
                from = 0;
                step = Packing.panelWidth(columns);
            }
            panel(
                    c, cBlock + jr, ldc, a, aBlock, aRow, aColumn, rows, from, step, mb, columns, kb,
                    fromC);
        }
    }

    /** Loop ir over the tiles of one panel. */
    private void panel(
            float[] c, int c0, int ldc, float[] a, int aBlock, int aRow, int aColumn, float[] b,
            int b0, int bStep, int mb, int columns, int kb, boolean fromC) {
        MicroTile fitting = columns <= Lanes.COUNT ? narrowTile : tile;
        boolean whole = columns == Packing.panelWidth(columns);
        int aStrip = BLOCKING.packsA() ? kb : aRow;
        for (int ir = 0; ir < mb; ir += MR) {
            int rows = Math.min(MR, mb - ir);
            int a0 = aBlock + ir * aStrip;
            int to = c0 + ir * ldc;
            if (whole && rows == MR) {
                fitting.run(c, to, ldc, a, a0, aRow, aColumn, MR, b, b0, bStep, kb, fromC);
            } else {
                if (fromC) {
                    copyRows(c, to, ldc, scratch, 0, NR, rows, columns);
                }
                fitting.run(scratch, 0, NR, a, a0, aRow, aColumn, rows, b, b0, bStep, kb, fromC);
                copyRows(scratch, 0, NR, c, to, ldc, rows, columns);
            }
        }
    }

    private static void copyRows(
            float[] from, int fromAt, int fromStep, float[] to, int toAt, int toStep, int rows,
            int columns) {
        for (int i = 0; i < rows; i++) {
            System.arraycopy(from, fromAt + i * fromStep, to, toAt + i * toStep, columns);
        }
    }

    private static void clear(float[] c, int cOffset, int ldc, int m, int n) {
        for (int i = 0; i < m; i++) {
            Arrays.fill(c, cOffset + i * ldc, cOffset + i * ldc + n, 0f);
        }
    }

    /** Grows the packing buffers to what a product of this size needs. */
    private void reserve(int m, int n, int k) {
        int kb = Math.min(BLOCKING.kc(), k);
        packedB = grown(packedB, roundUp(Math.min(BLOCKING.nc(), n), NR) * kb);
        if (BLOCKING.packsA()) {
            packedA = grown(packedA, roundUp(Math.min(BLOCKING.mc(), m), MR) * kb);
        }
    }

    private static float[] grown(float[] buffer, int length) {
        return buffer.length >= length ? buffer : new float[length];
    }

    private static int roundUp(int size, int multiple) {
        return (size + multiple - 1) / multiple * multiple;
    }
}
