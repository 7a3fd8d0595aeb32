package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lanewise.ForkedJvm;
import dev.lanewise.kernel.vector.VectorKernels;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The loops of the optimizers keep their vectors in registers even where C2 compiles a caller, with
 * the loop in it, before the loop itself was profiled: then it takes in no method of ours that the
 * loop calls, and a vector that crosses such a call is an object for the rest of the process.
 *
 * <p>JVMs that never profile the vector kernels are as bad as it can come.
 */
class UnprofiledUpdatesTest {
    private static final List<String> FLAGS =
            List.of(
                    "--add-modules=jdk.incubator.vector",
                    "-XX:CompileCommand=quiet",
                    "-XX:CompileCommand=CompileThresholdScaling,"
                            + "dev.lanewise.kernel.vector.*::*,1000000.0",
                    "-XX:FreqInlineSize=2000"); // callers take in the longest of the loops too

    @ParameterizedTest
    @EnumSource(names = {"MOMENTUM", "RMSPROP_ALL", "ADAGRAD", "ADADELTA", "AMSGRAD_W", "ADAMAX",
        "NADAM", "LION", "L1_SGD"})
    void updatesAllocateNothingInACallerThatC2CompilesFirst(UpdateKind kind) throws Exception {
        assumeTrue(ForkedJvm.hasC2(), "needs HotSpot's C2");
        assumeTrue(VectorKernels.preferredBits() >= 128, "this JVM has no vector instructions");
        List<String> lines =
                ForkedJvm.run(UnprofiledUpdates.class, FLAGS, List.of(kind.name()));
        assertEquals("0", lines.getLast(), kind + ": bytes in 50 updates");
    }
}
