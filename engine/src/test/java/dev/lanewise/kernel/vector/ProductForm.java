package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Sgemm.Epilogue;

/** The three products, on matrices. */
enum ProductForm {
    NN,
    TN,
    NT;

    /** A of an m × n × k product, as this form has it lie. */
    Matrix randomA(long seed, int m, int k, int gap) {
        return this == TN ? Matrix.random(seed, k, m, gap) : Matrix.random(seed, m, k, gap);
    }

    /** B of an m × n × k product, as this form has it lie. */
    Matrix randomB(long seed, int n, int k, int gap) {
        return this == NT ? Matrix.random(seed, n, k, gap) : Matrix.random(seed, k, n, gap);
    }

    void run(Sgemm sgemm, Matrix c, Matrix a, Matrix b, int k, boolean accumulate) {
        run(sgemm, c, a, b, k, accumulate, Epilogue.NONE);
    }

    void run(
            Sgemm sgemm, Matrix c, Matrix a, Matrix b, int k, boolean accumulate,
            Epilogue epilogue) {
        float[] x = c.slice().array();
        int at = c.slice().offset();
        float[] l = a.slice().array();
        int lAt = a.slice().offset();
        float[] r = b.slice().array();
        int rAt = b.slice().offset();
        int m = c.rows();
        int n = c.columns();
        switch (this) {
            case NN -> sgemm.nn(x, at, c.ld(), l, lAt, a.ld(), r, rAt, b.ld(), m, n, k, accumulate,
                    epilogue);
            case TN -> sgemm.tn(x, at, c.ld(), l, lAt, a.ld(), r, rAt, b.ld(), m, n, k, accumulate,
                    epilogue);
            case NT -> sgemm.nt(x, at, c.ld(), l, lAt, a.ld(), r, rAt, b.ld(), m, n, k, accumulate,
                    epilogue);
        }
    }
}
