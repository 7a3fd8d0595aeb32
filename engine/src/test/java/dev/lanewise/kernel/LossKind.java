package dev.lanewise.kernel;

import java.util.SplittableRandom;

/** The losses, each with its formula for a row in double precision. */
enum LossKind {
    INDICES {
        @Override
        LossKernel kernel(Kernels kernels) {
            return kernels.softmaxCrossEntropyOfIndices();
        }

        @Override
        Slice targets(SplittableRandom random, int rows, int columns) {
            float[] targets = new float[rows];
            for (int row = 0; row < rows; row++) {
                targets[row] = random.nextInt(columns);
            }
            return Slice.of(targets);
        }

        @Override
        double loss(double[] z, double[] t) {
            return logSumExp(z) - z[(int) t[0]];
        }

        @Override
        double gradient(double[] z, double[] t, int j) {
            return Math.exp(z[j] - logSumExp(z)) - (j == (int) t[0] ? 1 : 0);
        }
    },
    DISTRIBUTIONS {
        @Override
        LossKernel kernel(Kernels kernels) {
            return kernels.softmaxCrossEntropyOfDistributions();
        }

        @Override
        Slice targets(SplittableRandom random, int rows, int columns) {
            float[] targets = new float[rows * columns];
            for (int row = 0; row < rows; row++) {
                // two classes share the row, which leaves zeros in all longer ones
                float share = (float) random.nextDouble();
                targets[row * columns + random.nextInt(columns)] += share;
                targets[row * columns + random.nextInt(columns)] += 1 - share;
            }
            return Slice.of(targets);
        }

        @Override
        double loss(double[] z, double[] t) {
            double sum = 0;
            for (int j = 0; j < z.length; j++) {
                sum += t[j] == 0 ? 0 : t[j] * (logSumExp(z) - z[j]);
            }
            return sum;
        }

        @Override
        double gradient(double[] z, double[] t, int j) {
            double weight = 0;
            for (double share : t) {
                weight += share;
            }
            return weight * Math.exp(z[j] - logSumExp(z)) - t[j];
        }
    },
    BINARY {
        @Override
        LossKernel kernel(Kernels kernels) {
            return kernels.binaryCrossEntropy();
        }

        @Override
        Slice targets(SplittableRandom random, int rows, int columns) {
            float[] targets = new float[rows * columns];
            for (int i = 0; i < targets.length; i++) {
                targets[i] = i % 3 == 0 ? (float) random.nextDouble() : random.nextInt(2);
            }
            return Slice.of(targets);
        }

        @Override
        double loss(double[] z, double[] t) {
            double sum = 0;
            for (int j = 0; j < z.length; j++) {
                sum += Math.max(z[j], 0) - z[j] * t[j] + Math.log1p(Math.exp(-Math.abs(z[j])));
            }
            return sum;
        }

        @Override
        double gradient(double[] z, double[] t, int j) {
            return 1 / (1 + Math.exp(-z[j])) - t[j];
        }
    },
    SQUARED {
        @Override
        LossKernel kernel(Kernels kernels) {
            return kernels.squaredError();
        }

        @Override
        Slice targets(SplittableRandom random, int rows, int columns) {
            return Slice.random(random.nextLong(), rows * columns, 3f);
        }

        @Override
        double loss(double[] z, double[] t) {
            double sum = 0;
            for (int j = 0; j < z.length; j++) {
                sum += (z[j] - t[j]) * (z[j] - t[j]);
            }
            return sum;
        }

        @Override
        double gradient(double[] z, double[] t, int j) {
            return 2 * (z[j] - t[j]);
        }
    };

    abstract LossKernel kernel(Kernels kernels);

    abstract Slice targets(SplittableRandom random, int rows, int columns);

    abstract double loss(double[] z, double[] t);

    abstract double gradient(double[] z, double[] t, int j);

    private static double logSumExp(double[] z) {
        double max = Double.NEGATIVE_INFINITY;
        for (double x : z) {
            max = Math.max(max, x);
        }
        double sum = 0;
        for (double x : z) {
            sum += Math.exp(x - max);
        }
        return max + Math.log(sum);
    }
}
