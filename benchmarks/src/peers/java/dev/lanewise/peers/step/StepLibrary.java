package dev.lanewise.peers.step;

import dev.lanewise.Lanewise;
import dev.lanewise.peers.compare.Contender;
import dev.lanewise.peers.compare.Frameworks;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Who trains, and the settings at which each was found fastest. */
public enum StepLibrary implements Contender<StepCase> {
    /** Ours. */
    LANEWISE("Lanewise"),
    /** libtorch with the products of MKL. */
    TORCH_MKL("libtorch, MKL"),
    /** libtorch with the products of OpenBLAS, which it brings along. */
    TORCH_OPENBLAS("libtorch, OpenBLAS"),
    /** TensorFlow Java, a graph in one session. */
    TENSORFLOW("TensorFlow Java"),
    /** DJL, on a libtorch of its own. */
    DJL("DJL"),
    /** DL4J, on OpenBLAS. */
    DL4J("DL4J");

    /** Functions by which one BLAS is told from the other. */
    private static final String OF_MKL = "mkl_get_version";
    private static final String OF_OPENBLAS = "openblas_get_config";

    private final String title;

    StepLibrary(String title) {
        this.title = title;
    }

    /** A network of it with the weights and batches of the data, in a process that is prepared. */
    Learner learner(TrainingData data, Rule rule, double rate, int threads) {
        return switch (this) {
            case LANEWISE -> new LanewiseLearner(data, rule, rate, threads);
            case TORCH_MKL, TORCH_OPENBLAS -> new TorchLearner(data, rule, rate);
            case TENSORFLOW -> new TensorFlowLearner(data, rule, rate, threads);
            case DJL -> new DjlLearner(data, rule, rate);
            case DL4J -> new Dl4jLearner(data, rule, rate);
        };
    }

    /**
     * Sets this process to so many threads, and gives what the library says of itself.
     *
     * @throws IllegalStateException if libtorch did not get the BLAS of this library
     */
    public String prepare(int threads) {
        return switch (this) {
            case LANEWISE -> Lanewise.describe();
            case TORCH_MKL -> TorchLearner.prepare(threads, OF_MKL, OF_OPENBLAS);
            case TORCH_OPENBLAS -> TorchLearner.prepare(threads, OF_OPENBLAS, OF_MKL);
            case TENSORFLOW -> TensorFlowLearner.prepare();
            case DJL -> DjlLearner.prepare();
            case DL4J -> Dl4jLearner.prepare();
        };
    }

    @Override
    public String title() {
        return title;
    }

    @Override
    public boolean isOurs() {
        return this == LANEWISE;
    }

    /** DJL and DL4J are told beside them, each by a single process. */
    @Override
    public boolean isRival() {
        return isTorch() || this == TENSORFLOW;
    }

    /** Whether it is libtorch in its C++ API. */
    public boolean isTorch() {
        return this == TORCH_MKL || this == TORCH_OPENBLAS;
    }

    /** Whether it has a class path of its own. */
    private boolean isFramework() {
        return this == TENSORFLOW || this == DJL || this == DL4J;
    }

    /** The folder of its module. */
    private String module() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public boolean exists() {
        return switch (this) {
            case TORCH_MKL -> System.getProperty("os.arch").equals("amd64");
            case TENSORFLOW, DJL, DL4J -> Frameworks.ofThisRun().has(module());
            default -> true;
        };
    }

    /** What is told beside the rivals is told on any number of threads, but once. */
    @Override
    public boolean runs(int threads, int fork) {
        return isOurs() || isRival() || fork == 1;
    }

    /** Not all frameworks have the other rules, or PyTorch's constants in them. */
    @Override
    public boolean bears(StepCase step) {
        return !isFramework() || step.rule() == Rule.ADAM || step.rule() == Rule.SGD;
    }

    /** The error of a learner that is asked for a rule that its library does not bear. */
    IllegalArgumentException untimed(Rule rule) {
        return new IllegalArgumentException(
                "rule is " + rule.title() + ", expected one that " + title + " is timed with: "
                        + Rule.ADAM.title() + ", " + Rule.SGD.title());
    }

    @Override
    public String classPath() {
        return isFramework()
                ? Frameworks.ofThisRun().classPath(module())
                : Contender.super.classPath();
    }

    @Override
    public List<String> options() {
        return switch (this) {
            case LANEWISE -> List.of();
            case TORCH_MKL -> NativeProcess.options("-Dorg.bytedeco.openblas.load=mkl_rt");
            // nothing fetched, nobody told
            case DJL -> NativeProcess.options("-Dai.djl.offline=true");
            case TORCH_OPENBLAS, TENSORFLOW, DL4J -> NativeProcess.options();
        };
    }

    @Override
    public Map<String, String> environment(int threads) {
        return switch (this) {
            case LANEWISE -> Map.of();
            case TORCH_MKL -> NativeProcess.environment(
                    threads, Map.of("MKL_THREADING_LAYER", "GNU", "OMP_WAIT_POLICY", "active"));
            case TORCH_OPENBLAS, DJL, DL4J -> NativeProcess.environment(
                    threads, Map.of("OMP_WAIT_POLICY", "passive"));
            case TENSORFLOW -> NativeProcess.environment(
                    threads, Map.of("TF_CPP_MIN_LOG_LEVEL", "3"));
        };
    }
}
