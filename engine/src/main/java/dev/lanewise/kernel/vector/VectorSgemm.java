package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Team;

/**
 * Matrix products by {@link ProductLoops}, alone or by a team; small ones by {@link SmallProduct}.
 *
 * <p>A C of a single column is computed as a row, its transpose: as a column its sums would fill one
 * lane of a vector. A Bᵀ of depth one, a column of values side by side, lies as B itself would, and
 * is read as B, which need not be transposed.
 *
 * <p>A team shares out C in a grid of whole tiles, each member computing its part as a product of
 * its own ({@link Grid}). Members wait for each other only at the end.
 *
 * <p>In a training step each member may keep a band of the weights' rows instead: Xᵀ·dY is shared
 * out by its rows and dY·Wᵀ by its columns, and X·W is a {@link Relay}, in which each member goes on
 * with the sums of the one before it, strip after strip, by its own band. Otherwise every line of W
 * that one member has read and another updates goes from one processor to the other, and back.
 */
final class VectorSgemm extends Sgemm {
    /** A part of less work than this, in multiply-adds, is over before a team has come. */
    private static final long WORTH_SHARING = 1 << 18;

    private final Blocking blocking;
    private final Team team;
    private final SmallProduct small = new SmallProduct();
    private final ProductLoops[] loops;
    /** A single column that is kept nowhere. */
    private float[] column = {};

    /** Whether B of X·W and dY·Wᵀ are weights that Xᵀ·dY updates. */
    private final boolean training;

    // null where the caller computes alone
    private final Grid grid;
    private final Team.Task part;

    // null where the product is none of a training step
    private final Team.Task leg;
    private final Relay[] relays;

    // The product that is being computed by the team.
    private float[] c;
    private int cOffset;
    private int ldc;
    private float[] a;
    private int aOffset;
    private int lda;
    private boolean aT;
    private float[] b;
    private int bOffset;
    private int ldb;
    private boolean bT;
    private int m;
    private int n;
    private int k;
    private boolean accumulate;
    private Epilogue epilogue;
    private int band;

    /** A product computed by its caller alone. */
    VectorSgemm(Blocking blocking) {
        this(blocking, null, false);
    }

    /** A product computed by a team, where that is not null, perhaps of a training step. */
    VectorSgemm(Blocking blocking, Team team, boolean training) {
        this.blocking = blocking;
        this.team = team;
        this.training = training && team != null;
        this.grid = team == null ? null : new Grid();
        this.part = team == null ? null : this::computePart;
        this.leg = this.training ? this::computeLeg : null;
        this.loops = new ProductLoops[team == null ? 1 : team.threads()];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new ProductLoops(blocking);
        }
        this.relays = this.training ? Relay.ofAll(team) : null;
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
            boolean accumulate,
            Epilogue epilogue) {
        boolean runs = (c == null || ldc == 1) && (aT || bT || ldb == 1);
        if (runs && blocking.becomesRow(aT, m, n, k)) {
            asRow(c, cOffset, a, aOffset, lda, aT, b, bOffset, ldb, bT, m, k, accumulate, epilogue);
            return;
        }
        if (bT && k == 1 && ldb == 1) {
            multiply(c, cOffset, ldc, a, aOffset, lda, aT, b, bOffset, n, false, m, n, k,
                    accumulate, epilogue);
            return;
        }
        boolean alone =
                loops.length == 1 || (double) m * n * k < (double) WORTH_SHARING * loops.length;
        if (alone && c != null && blocking.isSmall(aT, bT, m, n, k)) {
            small.multiply(c, cOffset, ldc, a, aOffset, lda, aT, b, bOffset, ldb, bT, m, n, k,
                    accumulate);
            epilogue.apply(c, cOffset, ldc, 0, m, 0, n);
            return;
        }
        if (alone) {
            loops[0].multiply(c, cOffset, ldc, a, aOffset, lda, aT, b, bOffset, ldb, bT, 0, m, 0,
                    n, k, accumulate, epilogue);
            return;
        }
        this.c = c;
        this.cOffset = cOffset;
        this.ldc = ldc;
        this.a = a;
        this.aOffset = aOffset;
        this.lda = lda;
        this.aT = aT;
        this.b = b;
        this.bOffset = bOffset;
        this.ldb = ldb;
        this.bT = bT;
        this.m = m;
        this.n = n;
        this.k = k;
        this.accumulate = accumulate;
        this.epilogue = epilogue;
        band = bandRows();
        try {
            if (band > 0 && !aT && !bT) {
                team.relay(leg);
                return;
            }
            if (band == 0) {
                grid.choose(loops.length, blocking, aT, bT, m, n, k);
            } else if (aT) {
                grid.takeRows(band, n);
            } else {
                grid.takeColumns(Blocking.bandColumns(loops.length, n), m, n);
            }
            team.run(part);
        } finally {
            this.c = null;
            this.a = null;
            this.b = null;
            this.epilogue = null;
        }
    }

    /**
     * Cᵀ = Bᵀ·Aᵀ, where C is one column, of values side by side, and those of B lie so, too, unless A
     * is transposed: no product has both operands transposed.
     */
    private void asRow(
            float[] c, int cOffset, float[] a, int aOffset, int lda, boolean aT, float[] b,
            int bOffset, int ldb, boolean bT, int m, int k, boolean accumulate, Epilogue epilogue) {
        boolean kept = c != null;
        if (!kept && column.length < m) {
            column = new float[m];
        }
        float[] to = kept ? c : column;
        int t0 = kept ? cOffset : 0;
        boolean run = bT || ldb == 1;
        multiply(to, t0, m, b, bOffset, run ? k : ldb, !run, a, aOffset, lda, !aT, 1, m, k,
                accumulate, Epilogue.NONE);
        epilogue.apply(to, t0, 1, 0, m, 0, 1);
    }

    /** Rows of weights that each member keeps, or 0. */
    private int bandRows() {
        if (!training) {
            return 0;
        }
        int inputs = aT ? m : bT ? n : k;
        int outputs = bT ? k : n;
        int rows = aT ? k : m;
        return blocking.bandRows(loops.length, inputs, outputs, rows);
    }

    /** One member's leg of a relay: all of C, by its band of B. */
    private void computeLeg(int member) {
        int from = member * band;
        loops[member].multiply(relays[member], c, cOffset, ldc, a, aOffset + from, lda, b,
                bOffset + from * ldb, ldb, m, n, Math.min(band, k - from), band, accumulate,
                epilogue);
    }

    /** One member's part. */
    private void computePart(int member) {
        int rows = grid.partRows();
        int columns = grid.partColumns();
        long row = (long) (member / grid.across()) * rows;
        long column = (long) (member % grid.across()) * columns;
        if (row < m) {
            loops[member].multiply(c, cOffset, ldc, a, aOffset, lda, aT, b, bOffset, ldb, bT,
                    (int) row, (int) Math.min(m, row + rows), (int) column,
                    (int) Math.min(n, column + columns), k, accumulate, epilogue);
        }
    }
}
