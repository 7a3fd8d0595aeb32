package dev.lanewise.optim;

/** The published formulas, for one weight in double precision, apart from the engine's. */
interface OptimizerReference {
    /** The weight after step t, from 1. */
    double step(int t, double w, double g);

    /** The formula of an optimizer, with all that it keeps at zero. */
    static OptimizerReference of(Optimizer optimizer) {
        return switch (optimizer) {
            case Sgd o -> sgd(o);
            case RmsProp o -> rmsProp(o);
            case Adagrad o -> adagrad(o);
            case Adadelta o -> adadelta(o);
            case Adam o -> adam(o);
            case AdamW o -> adamW(o);
            case Adamax o -> adamax(o);
            case NAdam o -> nAdam(o);
            case Lion o -> lion(o);
            case L1Regularized o -> l1Regularized(o);
        };
    }

    private static OptimizerReference sgd(Sgd o) {
        return new OptimizerReference() {
            private double buffer;

            @Override
            public double step(int t, double w, double g) {
                double decayed = g + o.weightDecay() * w;
                if (o.momentum() == 0) {
                    return w - o.learningRate() * decayed;
                }
                buffer =
                        t == 1
                                ? decayed
                                : o.momentum() * buffer + (1 - o.dampening()) * decayed;
                double direction = o.nesterov() ? decayed + o.momentum() * buffer : buffer;
                return w - o.learningRate() * direction;
            }
        };
    }

    private static OptimizerReference rmsProp(RmsProp o) {
        return new OptimizerReference() {
            private double square;
            private double mean;
            private double buffer;

            @Override
            public double step(int t, double w, double g) {
                double decayed = g + o.weightDecay() * w;
                square = o.alpha() * square + (1 - o.alpha()) * decayed * decayed;
                double variance = square;
                if (o.centered()) {
                    mean = o.alpha() * mean + (1 - o.alpha()) * decayed;
                    variance = square - mean * mean;
                }
                double scaled = decayed / (Math.sqrt(variance) + o.epsilon());
                buffer = o.momentum() * buffer + scaled;
                return w - o.learningRate() * (o.momentum() == 0 ? scaled : buffer);
            }
        };
    }

    private static OptimizerReference adam(Adam o) {
        return new OptimizerReference() {
            private double first;
            private double second;
            private double largest;

            @Override
            public double step(int t, double w, double g) {
                double decayed = g + o.weightDecay() * w;
                first = o.beta1() * first + (1 - o.beta1()) * decayed;
                second = o.beta2() * second + (1 - o.beta2()) * decayed * decayed;
                largest = Math.max(largest, second);
                double corrected1 = first / (1 - Math.pow(o.beta1(), t));
                double corrected2 = (o.amsgrad() ? largest : second) / (1 - Math.pow(o.beta2(), t));
                return w - o.learningRate() * corrected1 / (Math.sqrt(corrected2) + o.epsilon());
            }
        };
    }

    private static OptimizerReference adamW(AdamW o) {
        OptimizerReference adam =
                adam(new Adam(o.learningRate(), o.beta1(), o.beta2(), o.epsilon(), 0, o.amsgrad()));
        return (t, w, g) -> adam.step(t, w, g) - o.learningRate() * o.weightDecay() * w;
    }

    private static OptimizerReference adagrad(Adagrad o) {
        return new OptimizerReference() {
            private double sum;

            @Override
            public double step(int t, double w, double g) {
                double decayed = g + o.weightDecay() * w;
                sum += decayed * decayed;
                double rate = o.learningRate() / (1 + (t - 1) * o.learningRateDecay());
                return w - rate * decayed / (Math.sqrt(sum) + o.epsilon());
            }
        };
    }

    private static OptimizerReference adadelta(Adadelta o) {
        return new OptimizerReference() {
            private double squares;
            private double updates;

            @Override
            public double step(int t, double w, double g) {
                double decayed = g + o.weightDecay() * w;
                squares = o.rho() * squares + (1 - o.rho()) * decayed * decayed;
                double delta =
                        Math.sqrt(updates + o.epsilon())
                                / Math.sqrt(squares + o.epsilon())
                                * decayed;
                updates = o.rho() * updates + (1 - o.rho()) * delta * delta;
                return w - o.learningRate() * delta;
            }
        };
    }

    private static OptimizerReference adamax(Adamax o) {
        return new OptimizerReference() {
            private double mean;
            private double largest;

            @Override
            public double step(int t, double w, double g) {
                double decayed = g + o.weightDecay() * w;
                mean = o.beta1() * mean + (1 - o.beta1()) * decayed;
                largest = Math.max(o.beta2() * largest, Math.abs(decayed) + o.epsilon());
                double rate = o.learningRate() / (1 - Math.pow(o.beta1(), t));
                return w - rate * mean / largest;
            }
        };
    }

    private static OptimizerReference nAdam(NAdam o) {
        return new OptimizerReference() {
            private double first;
            private double second;
            private double product = 1;

            private double mu(int t) {
                return o.beta1() * (1 - 0.5 * Math.pow(0.96, t * o.momentumDecay()));
            }

            @Override
            public double step(int t, double w, double g) {
                double coupled = o.decoupledWeightDecay() ? 0 : o.weightDecay();
                double decoupled = o.weightDecay() - coupled;
                double decayed = g + coupled * w;
                first = o.beta1() * first + (1 - o.beta1()) * decayed;
                second = o.beta2() * second + (1 - o.beta2()) * decayed * decayed;
                product *= mu(t);
                double root = Math.sqrt(second / (1 - Math.pow(o.beta2(), t))) + o.epsilon();
                double ofGradient = o.learningRate() * (1 - mu(t)) / (1 - product);
                double ofMean = o.learningRate() * mu(t + 1) / (1 - product * mu(t + 1));
                return w * (1 - o.learningRate() * decoupled)
                        - ofGradient * decayed / root
                        - ofMean * first / root;
            }
        };
    }

    private static OptimizerReference lion(Lion o) {
        return new OptimizerReference() {
            private double mean;

            @Override
            public double step(int t, double w, double g) {
                double sign = Math.signum(o.beta1() * mean + (1 - o.beta1()) * g);
                mean = o.beta2() * mean + (1 - o.beta2()) * g;
                return w - o.learningRate() * (sign + o.weightDecay() * w);
            }
        };
    }

    private static OptimizerReference l1Regularized(L1Regularized o) {
        OptimizerReference inner = of(o.optimizer());
        return (t, w, g) -> inner.step(t, w, g + o.strength() * Math.signum(w));
    }
}
