package dev.lanewise.peers.predict;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.lanewise.nn.Network;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * ONNX Runtime on one thread, with all its optimizations of graphs, at its best: rows of features
 * lie outside the heap already, as tensors that are kept, and it writes its outputs into a tensor
 * that is kept as well.
 */
final class OnnxPrediction implements Prediction {
    private final OrtSession session;
    private final List<Map<String, OnnxTensor>> rows = new ArrayList<>();
    private final FloatBuffer outputs;
    private final Map<String, OnnxTensor> output;

    OnnxPrediction(Network network, float[] features) {
        int in = network.inputs();
        int out = network.outputs();
        outputs = direct(new float[out]);
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (SessionOptions options = new SessionOptions()) {
                options.setIntraOpNumThreads(1);
                options.setInterOpNumThreads(1);
                options.setExecutionMode(SessionOptions.ExecutionMode.SEQUENTIAL);
                options.setOptimizationLevel(SessionOptions.OptLevel.ALL_OPT);
                session = environment.createSession(OnnxModel.of(network), options);
            }
            for (int at = 0; at < features.length; at += in) {
                FloatBuffer row = direct(Arrays.copyOfRange(features, at, at + in));
                rows.add(Map.of(OnnxModel.INPUT, tensor(environment, row)));
            }
            output = Map.of(OnnxModel.OUTPUT, tensor(environment, outputs));
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not take the network", e);
        }
    }

    private static FloatBuffer direct(float[] values) {
        return ByteBuffer.allocateDirect(values.length * Float.BYTES)
                .order(ByteOrder.nativeOrder())
                .asFloatBuffer()
                .put(0, values);
    }

    private static OnnxTensor tensor(OrtEnvironment environment, FloatBuffer row)
            throws OrtException {
        return OnnxTensor.createTensor(environment, row, new long[] {1, row.capacity()});
    }

    @Override
    public void run(int row) {
        try (OrtSession.Result result = session.run(rows.get(row), output)) {
            if (result.isResultOwner(0)) {
                throw new IllegalStateException("the outputs are not where they were wanted");
            }
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not predict", e);
        }
    }

    @Override
    public float[] outputs() {
        float[] values = new float[outputs.capacity()];
        outputs.get(0, values);
        return values;
    }

    @Override
    public String build() {
        return OrtEnvironment.getEnvironment().getVersion();
    }

    @Override
    public void close() {
        rows.forEach(row -> row.values().forEach(OnnxTensor::close));
        output.values().forEach(OnnxTensor::close);
        try {
            session.close();
        } catch (OrtException e) {
            throw new IllegalStateException("ONNX Runtime does not end", e);
        }
    }
}
