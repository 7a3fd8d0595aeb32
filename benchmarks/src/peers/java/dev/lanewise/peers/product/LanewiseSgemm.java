package dev.lanewise.peers.product;

import dev.lanewise.Lanewise;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Team;
import java.util.Arrays;
import java.util.Optional;

/** Ours, through the public API. */
final class LanewiseSgemm implements Multiplier {
    /** One thread needs none. */
    private final Optional<Team> team;
    private final Sgemm sgemm;

    LanewiseSgemm(int threads) {
        team = threads == 1 ? Optional.empty() : Optional.of(Team.of(threads));
        sgemm = team.map(Lanewise.kernels()::sgemm).orElseGet(Lanewise.kernels()::sgemm);
    }

    @Override
    public String build() {
        return Lanewise.describe();
    }

    @Override
    public void close() {
        team.ifPresent(Team::close);
    }

    @Override
    public Product prepare(Shape shape, float[] a, float[] b) {
        float[] c = new float[shape.m() * shape.n()];
        return new Product() {
            @Override
            public void run() {
                multiply(sgemm, shape, a, 0, b, c, shape.m());
            }

            @Override
            public void spoil() {
                Arrays.fill(c, Float.NaN);
            }

            @Override
            public float[] result() {
                return c;
            }
        };
    }

    /** The first rows of a product, or of one whose A begins at an offset. */
    static void multiply(
            Sgemm sgemm, Shape shape, float[] a, int aOffset, float[] b, float[] c, int rows) {
        int n = shape.n();
        int k = shape.k();
        int lda = shape.lda();
        int ldb = shape.ldb();
        switch (shape.form()) {
            case NN -> sgemm.nn(c, 0, n, a, aOffset, lda, b, 0, ldb, rows, n, k, false);
            case TN -> sgemm.tn(c, 0, n, a, aOffset, lda, b, 0, ldb, rows, n, k, false);
            case NT -> sgemm.nt(c, 0, n, a, aOffset, lda, b, 0, ldb, rows, n, k, false);
        }
    }
}
