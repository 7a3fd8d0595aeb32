package dev.lanewise.nn;

import dev.lanewise.internal.Checks;
import dev.lanewise.kernel.Kernels;
import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Team;
import dev.lanewise.kernel.UpdateKernel;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * What the passes of one network share: kernels, the team, the memory of the largest batch, and the
 * batch in progress.
 *
 * <p>Passes take their places while they are made; then {@link #allocate} gets the memory once.
 */
final class Workspace {
    final Network network;
    final Kernels kernels;

    /** Null for one thread, the caller's. */
    final Team team;

    final Sgemm sgemm;
    final int maxRows;
    private final Function<Parameter, UpdateKernel> updates;

    /** The parameters by their offsets, with the names that they have in the network. */
    private final Map<Integer, Parameter> named = new HashMap<>();

    /** What layers compute forward: each has a place of its own. */
    float[] values;

    /** Two halves, in turn: gradient of a layer's outputs, gradient of its inputs. */
    float[] slopes;

    /** Rows of the batch in progress. */
    int rows;

    /** Its number, from 0, of all forward passes. */
    long batch;

    /** Where gradients of parameters go, or null where they are put into the update at once. */
    float[] gradients;

    /** Whether they are added to what is there. */
    boolean accumulate;

    /** Whether running statistics move with the batch: not where its loss is not finite. */
    boolean track;

    /** The optimizer's, laid out as the parameters are, slot by slot; for updates at once. */
    float[] state;

    private long valueCount;
    private int widest;
    private int layers;

    Workspace(
            Network network,
            int maxRows,
            Kernels kernels,
            Team team,
            Function<Parameter, UpdateKernel> updates) {
        Checks.require(maxRows > 0, "maxRows", maxRows, "at least 1");
        this.network = network;
        this.maxRows = maxRows;
        this.kernels = kernels;
        this.team = team;
        this.updates = updates;
        for (Parameter parameter : network.namedParameters()) {
            named.put(parameter.offset(), parameter);
        }
        this.sgemm = team == null ? kernels.sgemm() : kernels.trainingSgemm(team);
    }

    /** A place for so many values of every row of the largest batch. */
    int takeRows(int columns) {
        widest = Math.max(widest, columns);
        return take((long) maxRows * columns);
    }

    /** A place for so many values. */
    int take(long count) {
        int at = size(valueCount);
        valueCount += count;
        size(valueCount);
        return at;
    }

    /** Gradients of rows as wide as that will have to lie in a half. */
    void widen(int columns) {
        widest = Math.max(widest, columns);
    }

    /** Number of a layer, in the order in which passes are made. */
    int nextLayer() {
        return layers++;
    }

    /** The kernel that updates a parameter of a layer. */
    UpdateKernel updateOf(Parameter parameter) {
        return updates.apply(named.get(parameter.offset()));
    }

    /** Gets the memory, once all places are taken. */
    void allocate() {
        values = new float[size(valueCount)];
        slopes = new float[size(2L * maxRows * widest)];
    }

    private int size(long floats) {
        Checks.require(
                floats <= Checks.LARGEST_ARRAY,
                "maxRows",
                maxRows,
                "so few that no array needs more than " + Checks.LARGEST_ARRAY
                        + " floats; this needs " + floats);
        return (int) floats;
    }

    /** Where a half of {@link #slopes} starts. */
    int half(int number) {
        return number * (slopes.length / 2);
    }

    float[] parameters() {
        return network.parameters();
    }

    float[] buffers() {
        return network.buffers();
    }

    /**
     * Gradients of a vector of parameters or of some rows of a table: stored, added, or put into
     * the update, as this batch wants it.
     *
     * @param update the kernel of the parameter
     * @param offset where the values start in the parameters
     * @param from their gradients
     */
    void accept(UpdateKernel update, int offset, float[] from, int at, int n) {
        if (gradients == null) {
            int slot = parameters().length;
            update.update(parameters(), offset, from, at, state, offset, slot, n);
        } else if (accumulate) {
            for (int i = 0; i < n; i++) {
                gradients[offset + i] += from[at + i];
            }
        } else {
            System.arraycopy(from, at, gradients, offset, n);
        }
    }
}
