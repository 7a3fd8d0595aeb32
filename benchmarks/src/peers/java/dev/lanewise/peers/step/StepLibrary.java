package dev.lanewise.peers.step;

import dev.lanewise.Lanewise;
import dev.lanewise.peers.compare.Contender;
import java.util.List;
import java.util.Map;

/** Who trains, and the settings at which each was found fastest. */
public enum StepLibrary implements Contender<StepCase> {
    /** Ours. */
    LANEWISE("Lanewise"),
    /** libtorch with the products of MKL. */
    TORCH_MKL("libtorch, MKL"),
    /** libtorch with the products of OpenBLAS, which it brings along. */
    TORCH_OPENBLAS("libtorch, OpenBLAS");

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

    @Override
    public boolean isRival() {
        return this == TORCH_MKL || this == TORCH_OPENBLAS;
    }

    @Override
    public boolean exists() {
        return this != TORCH_MKL || System.getProperty("os.arch").equals("amd64");
    }

    @Override
    public List<String> options() {
        return switch (this) {
            case LANEWISE -> List.of();
            case TORCH_MKL -> Torch.options("-Dorg.bytedeco.openblas.load=mkl_rt");
            case TORCH_OPENBLAS -> Torch.options();
        };
    }

    @Override
    public Map<String, String> environment(int threads) {
        return switch (this) {
            case LANEWISE -> Map.of();
            case TORCH_MKL -> Torch.environment(
                    threads, Map.of("MKL_THREADING_LAYER", "GNU", "OMP_WAIT_POLICY", "active"));
            case TORCH_OPENBLAS -> Torch.environment(threads, Map.of("OMP_WAIT_POLICY", "passive"));
        };
    }
}
