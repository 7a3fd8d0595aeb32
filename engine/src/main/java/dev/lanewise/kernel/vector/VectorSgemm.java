package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Team;

/**
 * Matrix products by {@link ProductLoops}, alone or by a team.
 *
 * <p>A team shares out C in a grid of whole tiles, each member computing its part as a product of
 * its own. k is never split. Members wait for each other only at the end.
 */
final class VectorSgemm extends Sgemm {
    private static final int NR = Blocking.NR;
    /** A product of less work than this, in multiply-adds, is over before a team has come. */
    private static final long WORTH_SHARING = 1 << 19;
    /** What it costs to pack one column of B, in rows multiplied by it. */
    private static final int PACKING_ROWS = 12;

    private final Blocking blocking;
    private final Team team;
    private final ProductLoops[] loops;
    private final Team.Task share = this::share;

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
    /** Rows and columns of a part. */
    private int partRows;

    private int partColumns;

    /** A product computed by its caller alone. */
    VectorSgemm(Blocking blocking) {
        this(blocking, null);
    }

    /** A product computed by a team, or alone where that is null. */
    VectorSgemm(Blocking blocking, Team team) {
        this.blocking = blocking;
        this.team = team;
        this.loops = new ProductLoops[team == null ? 1 : team.threads()];
        for (int i = 0; i < loops.length; i++) {
            loops[i] = new ProductLoops(blocking);
        }
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
        if (loops.length == 1 || (long) m * n * k < WORTH_SHARING) {
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
        layOutParts();
        try {
            team.run(share);
        } finally {
            this.c = null;
            this.a = null;
            this.b = null;
            this.epilogue = null;
        }
    }

    /**
     * Chooses the grid: of all with a part for each member, that whose largest part takes least,
     * packing included, which each part does for itself.
     */
    private void layOutParts() {
        int members = loops.length;
        boolean narrow = blocking.changesSides(aT, m, n, k);
        int rowUnit = narrow ? NR : blocking.mr();
        int columnUnit = narrow ? n : NR;
        boolean packs = blocking.packsB(bT, m, n, k);
        long least = Long.MAX_VALUE;
        for (int across = 1; across <= members; across++) {
            int rows = share(m, members / across, rowUnit);
            int columns = share(n, across, columnUnit);
            long cost = (long) columns * (rows + (packs ? PACKING_ROWS : 0));
            if (cost < least) {
                least = cost;
                partRows = rows;
                partColumns = columns;
            }
        }
    }

    /** The largest of so many parts of a size, in whole units. */
    private static int share(int size, int parts, int unit) {
        int units = (size + unit - 1) / unit;
        return Math.min(size, (units + parts - 1) / parts * unit);
    }

    /** One member's part. */
    private void share(int member) {
        int across = (n + partColumns - 1) / partColumns;
        int row = member / across * partRows;
        int column = member % across * partColumns;
        if (row < m) {
            loops[member].multiply(c, cOffset, ldc, a, aOffset, lda, aT, b, bOffset, ldb, bT, row,
                    Math.min(m, row + partRows), column, Math.min(n, column + partColumns), k,
                    accumulate, epilogue);
        }
    }
}
