package dev.lanewise.kernel.vector;

import dev.lanewise.kernel.Sgemm;
import dev.lanewise.kernel.Team;
import dev.lanewise.kernel.scalar.ScalarSgemm;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Both twins, the vector one with every row of its tuning table, alone and in teams. */
final class SgemmTwins implements AutoCloseable {
    private final Team two = Team.of(2);
    private final Team three = Team.of(3);
    private final Team four = Team.of(4);
    private final Team five = Team.of(5);
    private final Team many = Team.of(64);
    private final Map<String, Supplier<Sgemm>> twins = Map.of(
            "scalar", ScalarSgemm::new,
            "vector, 16 registers", () -> new VectorSgemm(Blocking.REGISTERS_16),
            "vector, 32 registers", () -> new VectorSgemm(Blocking.REGISTERS_32),
            "vector, 16 registers, team of 5",
            () -> new VectorSgemm(Blocking.REGISTERS_16, five, false),
            "vector, 32 registers, team of 2",
            () -> new VectorSgemm(Blocking.REGISTERS_32, two, false),
            "vector, 16 registers, team of 3, training",
            () -> new VectorSgemm(Blocking.REGISTERS_16, three, true),
            "vector, 32 registers, team of 2, training",
            () -> new VectorSgemm(Blocking.REGISTERS_32, two, true),
            "vector, 32 registers, team of 4, training",
            () -> new VectorSgemm(Blocking.REGISTERS_32, four, true));
    private final Map<String, Supplier<Sgemm>> ofManyMembers = Map.of(
            "vector, 16 registers, team of 64",
            () -> new VectorSgemm(Blocking.REGISTERS_16, many, false),
            "vector, 32 registers, team of 64",
            () -> new VectorSgemm(Blocking.REGISTERS_32, many, false));

    /** With a name and a way to make an instance. */
    void forEach(BiConsumer<String, Supplier<Sgemm>> action) {
        twins.forEach(action);
    }

    /** Those in large teams, which share large products only. */
    void forEachOfManyMembers(BiConsumer<String, Supplier<Sgemm>> action) {
        ofManyMembers.forEach(action);
    }

    @Override
    public void close() {
        two.close();
        three.close();
        four.close();
        five.close();
        many.close();
    }
}
