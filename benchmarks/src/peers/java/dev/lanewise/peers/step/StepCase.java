package dev.lanewise.peers.step;

import dev.lanewise.peers.compare.Workload;
import java.util.List;

/** A training step: forward, loss, backward, update. */
record StepCase(Mlp network, Rule rule) implements Workload {
    private static final String BETWEEN = ", ";

    /** Every network with every rule. */
    static List<StepCase> of(List<Mlp> networks, List<Rule> rules) {
        return networks.stream()
                .flatMap(network -> rules.stream().map(rule -> new StepCase(network, rule)))
                .toList();
    }

    /** The step of a name as {@link #toString} writes it. */
    static StepCase parse(String name) {
        String[] parts = name.split(BETWEEN);
        return new StepCase(Mlp.parse(parts[0]), Rule.of(parts[1]));
    }

    @Override
    public double operations() {
        return network.operations();
    }

    /** The time of a step in microseconds at so many GFLOP/s. */
    double micros(double gflops) {
        return operations() / gflops / 1e3;
    }

    /** Such as {@code 128-784-512-256-10 tanh, Adam}. */
    @Override
    public String toString() {
        return network + BETWEEN + rule.title();
    }
}
