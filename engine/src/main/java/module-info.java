/** Dense-network training on the CPU with kernels written for the Vector API. */
module dev.lanewise.engine {
    requires jdk.incubator.vector;
    requires static jdk.jfr; // for FlightRecorderListener alone: absent from some trimmed runtimes

    exports dev.lanewise;
    exports dev.lanewise.data;
    exports dev.lanewise.io;
    exports dev.lanewise.kernel;
    exports dev.lanewise.listener;
    exports dev.lanewise.loss;
    exports dev.lanewise.metric;
    exports dev.lanewise.nn;
    exports dev.lanewise.optim;
    exports dev.lanewise.train;
}
