package dev.lanewise.io;

import dev.lanewise.nn.Parameter;
import java.io.IOException;
import java.util.List;

/**
 * Parameters as tensors of the shapes that PyTorch's modules give them: weights transposed, of
 * {@code outputs × inputs}; tables as they are; all others as vectors.
 */
final class ParameterTensors {
    private ParameterTensors() {}

    /**
     * Adds some parameters, under a prefix and their names.
     *
     * @param array holds them
     * @param base where in it offset 0 of the parameters lies
     */
    static void add(
            SafetensorsWriter writer, String prefix, List<Parameter> parameters, float[] array,
            int base) {
        for (Parameter p : parameters) {
            if (p.role() == Parameter.Role.WEIGHT) {
                writer.addTransposed(
                        prefix + p.name(), array, base + p.offset(), p.rows(), p.columns());
            } else {
                writer.add(prefix + p.name(), shape(p), array, base + p.offset());
            }
        }
    }

    private static List<Long> shape(Parameter p) {
        return switch (p.role()) {
            case WEIGHT -> List.of((long) p.columns(), (long) p.rows());
            case TABLE -> List.of((long) p.rows(), (long) p.columns());
            case BIAS, SCALE, SHIFT, SLOPE, STATISTIC -> List.of((long) p.columns());
        };
    }

    /** Demands that a tensor is there and has the shape of a parameter. */
    static void check(Safetensors in, String name, Parameter parameter)
            throws SafetensorsFormatException {
        TensorInfo tensor = in.tensor(name);
        List<Long> expected = shape(parameter);
        if (!tensor.shape().equals(expected)) {
            throw new SafetensorsFormatException(
                    in.file(), "shape of " + JsonReader.quoted(name),
                    expected + " for parameter " + parameter.name(), tensor.shape());
        }
    }

    /** Demands that a tensor has single precision too, so that no bit is lost. */
    static void checkExact(Safetensors in, String name, Parameter parameter)
            throws SafetensorsFormatException {
        check(in, name, parameter);
        TensorType type = in.tensor(name).type();
        if (type != TensorType.F32) {
            throw new SafetensorsFormatException(
                    in.file(), "dtype of " + JsonReader.quoted(name), TensorType.F32, type);
        }
    }

    /**
     * Reads a parameter, once it was checked.
     *
     * @param array takes it
     * @param base where in it offset 0 of the parameters lies
     */
    static void read(
            Safetensors in, String name, Parameter parameter, float[] array, int base)
            throws IOException {
        int at = base + parameter.offset();
        if (parameter.role() == Parameter.Role.WEIGHT) {
            int rows = parameter.rows();
            int columns = parameter.columns();
            in.read(
                    in.tensor(name),
                    (i, value) -> array[at + i % rows * columns + i / rows] = value);
        } else {
            in.read(in.tensor(name), (i, value) -> array[at + i] = value);
        }
    }
}
