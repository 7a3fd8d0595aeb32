package dev.lanewise.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.lanewise.Networks;
import dev.lanewise.naive.NaiveActivation;
import dev.lanewise.naive.NaiveColumnSums;
import dev.lanewise.naive.NaiveLoss;
import dev.lanewise.nn.PredictorBenchmark;
import dev.lanewise.train.TrainingStepBenchmark;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.runner.IterationType;
import org.openjdk.jmh.runner.options.TimeValue;

class CheckedBenchmarkTest {
    /** Every benchmark with each of its parameters but sizes, which are small and awkward. */
    private static Stream<CheckedBenchmark> all() {
        return Stream.of(ofShapes(), ofActivations(), ofLosses(), ofOptimizers(), ofNetworks())
                .flatMap(benchmarks -> benchmarks);
    }

    private static Stream<CheckedBenchmark> ofShapes() {
        Stream<CheckedBenchmark> products =
                Stream.of("NN 5x7x9", "TN 5x7x9", "NT 5x7x9", "NN 1x1x1", "NT 33x17x130")
                        .map(product -> with(new SgemmBenchmark(), b -> b.product = product));
        Stream<CheckedBenchmark> batches = Stream.of("9x17", "5x64", "64x10").flatMap(
                size -> Stream.of(
                        with(new ColumnSumsBenchmark(), b -> b.batch = size),
                        with(new SoftmaxCrossEntropyBenchmark(), b -> b.logits = size),
                        with(new SoftmaxBenchmark(), b -> b.logits = size),
                        with(new LayerNormBenchmark(), b -> b.batch = size),
                        with(new BatchNormBenchmark(), b -> b.batch = size),
                        with(new PreluBenchmark(), b -> b.batch = size),
                        with(new ScalingBenchmark(), b -> b.batch = size)));
        Stream<CheckedBenchmark> others = Stream.of(
                with(new DropoutBenchmark(), b -> b.batch = "37x41"),
                with(new ArraySweepsBenchmark(), b -> b.size = 1037));
        return Stream.of(products, batches, others).flatMap(benchmarks -> benchmarks);
    }

    private static Stream<CheckedBenchmark> ofActivations() {
        return Arrays.stream(NaiveActivation.values())
                .map(function -> with(new ActivationBenchmark(), b -> {
                    b.activation = function;
                    b.batch = "37x41";
                }));
    }

    private static Stream<CheckedBenchmark> ofLosses() {
        return Arrays.stream(NaiveLoss.values())
                .map(loss -> with(new ElementLossesBenchmark(), b -> {
                    b.loss = loss;
                    b.batch = "9x17";
                }));
    }

    private static Stream<CheckedBenchmark> ofOptimizers() {
        return Arrays.stream(UpdateRule.values())
                .map(rule -> with(new UpdateBenchmark(), b -> {
                    b.optimizer = rule;
                    b.weights = 1037;
                }));
    }

    private static Stream<CheckedBenchmark> ofNetworks() {
        return Stream.of(1, 2).flatMap(
                count -> Stream.of(
                        with(new PredictorBenchmark(), b -> {
                            b.network = "4-13-21-3";
                            b.rows = 3 * count - 2;
                        }),
                        with(new TrainingStepBenchmark(), b -> {
                            b.network = "6-13-21-18-3";
                            b.threads = count;
                        })));
    }

    private static <B extends CheckedBenchmark> CheckedBenchmark with(B benchmark, Consumer<B> it) {
        it.accept(benchmark);
        return benchmark;
    }

    private static Stream<Named<CheckedBenchmark>> ofAllImplementations() {
        return Arrays.stream(Implementation.values())
                .flatMap(which -> all().map(b -> with(b, it -> it.implementation = which)))
                .map(b -> Named.of(b.title() + ", " + b.implementation, b));
    }

    @ParameterizedTest
    @MethodSource("ofAllImplementations")
    void whatIsRightIsTimed(CheckedBenchmark benchmark) {
        assertDoesNotThrow(() -> benchmark.prepare());
        assertDoesNotThrow(() -> benchmark.checkCompiled(iteration(IterationType.WARMUP, 1)));
        benchmark.end();
    }

    private static IterationParams iteration(IterationType type, int count) {
        return new IterationParams(type, count, TimeValue.NONE, 1);
    }

    @ParameterizedTest
    @MethodSource("ofAllImplementations")
    void aSlightlyWrongElementOfAnyResultIsRefusedAndNamed(CheckedBenchmark benchmark) {
        Consumer<Result> spoil = benchmark.implementation == Implementation.NAIVE
                ? CheckedBenchmarkTest::shiftVisibly
                : CheckedBenchmarkTest::shiftByOneBit;
        List<Result> results = results(benchmark);
        for (int r = 0; r < results.size(); r++) {
            String message = refusal(benchmark, r, spoil);
            assertTrue(message.contains(benchmark.getClass().getSimpleName()), message);
            assertTrue(message.contains(benchmark.implementation + " beside "), message);
            assertTrue(message.contains(results.get(r).name() + "["), message);
        }
    }

    @ParameterizedTest
    @MethodSource("ofAllImplementations")
    void notANumberInAnyResultIsRefused(CheckedBenchmark benchmark) {
        for (int r = 0; r < results(benchmark).size(); r++) {
            String message = refusal(
                    benchmark, r,
                    result -> result.values()[result.offset() + result.length() - 1] = Float.NaN);
            assertTrue(message.contains(" is NaN, expected "), message);
        }
    }

    @ParameterizedTest
    @MethodSource("ofAllImplementations")
    void resultsThatLieOnePlaceTooFarAreRefused(CheckedBenchmark benchmark) {
        List<Result> results = results(benchmark);
        for (int r = 0; r < results.size(); r++) {
            if (results.get(r).length() > 1) {
                refusal(benchmark, r, result -> System.arraycopy(
                        result.values(), result.offset(), result.values(), result.offset() + 1,
                        result.length() - 1));
            }
        }
    }

    @Test
    void loopsThatForgetTheLastRowAreRefusedByTheSetUpThatJmhCalls() {
        ColumnSumsBenchmark forgetful = new ColumnSumsBenchmark() {
            @Override
            protected Subject bindNaive() {
                float[] sums = new float[17];
                float[] z = Operands.normal(1, 9 * 17);
                return new Subject(
                        List.of(() -> NaiveColumnSums.sum(sums, z, 8, 17)),
                        List.of(new Result("sums", sums, 9)));
            }
        };
        forgetful.implementation = Implementation.NAIVE;
        forgetful.batch = "9x17";
        String message =
                assertThrows(IllegalStateException.class, forgetful::prepare).getMessage();
        assertTrue(
                message.startsWith("ColumnSumsBenchmark, 9x17, NAIVE beside SCALAR: sums[0] is "),
                message);
    }

    @Test
    void loopsThatComputeSomethingElseOnceTheyAreCompiledAreRefusedAfterTheWarmUp() {
        List<Integer> bound = new ArrayList<>();
        ColumnSumsBenchmark miscompiled = new ColumnSumsBenchmark() {
            @Override
            protected Subject bindNaive() {
                bound.add(bound.isEmpty() ? 9 : 8);
                int rows = bound.getLast();
                float[] sums = new float[17];
                float[] z = Operands.normal(1, 9 * 17);
                return new Subject(
                        List.of(() -> NaiveColumnSums.sum(sums, z, rows, 17)),
                        List.of(new Result("sums", sums, 9)));
            }
        };
        miscompiled.implementation = Implementation.NAIVE;
        miscompiled.batch = "9x17";
        assertDoesNotThrow(() -> miscompiled.prepare());
        IterationParams warmUp = iteration(IterationType.WARMUP, 2);
        assertDoesNotThrow(() -> miscompiled.checkCompiled(warmUp));
        String message =
                assertThrows(
                        IllegalStateException.class, () -> miscompiled.checkCompiled(warmUp))
                        .getMessage();
        assertTrue(
                message.startsWith(
                        "after the warm-up, ColumnSumsBenchmark, 9x17, NAIVE beside SCALAR: "
                                + "sums[0] is "),
                message);
        IterationParams measured = iteration(IterationType.MEASUREMENT, 1);
        assertDoesNotThrow(() -> miscompiled.checkCompiled(measured));
    }

    @Test
    void aSubjectThatIsRefusedIsClosed() {
        List<String> closed = new ArrayList<>();
        CheckedBenchmark benchmark = with(new ColumnSumsBenchmark(), b -> b.batch = "9x17");
        benchmark.implementation = Implementation.SCALAR;
        assertThrows(
                IllegalStateException.class,
                () -> benchmark.prepare(
                        subject -> new Subject(
                                List.of(), subject.results(), () -> {}, () -> closed.add("it"))));
        assertEquals(List.of("it"), closed);
    }

    private static void shiftByOneBit(Result result) {
        int i = result.offset() + result.length() / 2;
        result.values()[i] = Math.nextUp(result.values()[i]);
    }

    /** By a hundredth of the largest element. */
    private static void shiftVisibly(Result result) {
        float largest = 0;
        for (int i = result.offset(); i < result.offset() + result.length(); i++) {
            largest = Math.max(largest, Math.abs(result.values()[i]));
        }
        int i = result.offset() + result.length() / 2;
        result.values()[i] += 0.01f * largest + 2 * (float) result.allowance();
    }

    private static List<Result> results(CheckedBenchmark benchmark) {
        benchmark.draw();
        try (Subject subject = benchmark.bindNaive()) {
            return subject.results();
        }
    }

    /** What set-up says where its implementation spoils one of its results. */
    private static String refusal(CheckedBenchmark benchmark, int result, Consumer<Result> spoil) {
        return assertThrows(
                IllegalStateException.class,
                () -> benchmark.prepare(subject -> spoiling(subject, result, spoil)))
                .getMessage();
    }

    private static Subject spoiling(Subject subject, int result, Consumer<Result> spoil) {
        List<Runnable> passes = new ArrayList<>(subject.passes());
        Runnable last = passes.removeLast();
        passes.add(() -> {
            last.run();
            spoil.accept(subject.results().get(result));
        });
        return new Subject(passes, subject.results(), subject.settling(), subject.closing());
    }

    /** Many sums, and units at the kink of ReLU: rounding has to stay within what is allowed. */
    @ParameterizedTest
    @ValueSource(strings = {Networks.SMALL, Networks.MIDDLE})
    void naiveNetworksOfTheSizesThatAreTimedPass(String network) {
        TrainingStepBenchmark benchmark = new TrainingStepBenchmark();
        benchmark.implementation = Implementation.NAIVE;
        benchmark.network = network;
        benchmark.threads = 1;
        assertDoesNotThrow(() -> benchmark.prepare());
        benchmark.end();
    }

    @Test
    void sizesThatAreNoneAreRefused() {
        SgemmBenchmark product = new SgemmBenchmark();
        product.implementation = Implementation.SCALAR;
        product.product = "NN 5x7";
        String message =
                assertThrows(IllegalArgumentException.class, product::prepare).getMessage();
        assertTrue(message.startsWith("product is NN 5x7, expected "), message);
        ColumnSumsBenchmark sums = new ColumnSumsBenchmark();
        sums.implementation = Implementation.SCALAR;
        sums.batch = "5x0";
        message = assertThrows(IllegalArgumentException.class, sums::prepare).getMessage();
        assertTrue(message.startsWith("batch is 5x0, expected "), message);
    }
}
