package dev.lanewise.train;

import dev.lanewise.nn.Parameter;
import dev.lanewise.optim.Optimizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Which optimizer updates which parameters: one for all of them, and others for groups.
 *
 * {@snippet :
 * AdamW decaying = AdamW.of(1e-3).withWeightDecay(0.05);
 * ParameterGroups groups = ParameterGroups.of(decaying)
 *         .with(p -> !p.role().decays(), decaying.withWeightDecay(0));
 * }
 *
 * <p>A learning rate that is set during training is that of {@link #optimizer}; those of the groups
 * keep their ratios to it. To a rate of 0 there is none: then the groups keep their own rates, and
 * {@link Trainer} takes no schedule.
 *
 * @param optimizer updates what is in no group
 * @param groups a parameter belongs to the first that it fits
 */
public record ParameterGroups(Optimizer optimizer, List<Group> groups) {
    /**
     * Parameters with an optimizer of their own.
     *
     * @param members which they are of {@link dev.lanewise.nn.Network#namedParameters()}, by role,
     *     name or size
     * @param optimizer updates them
     */
    public record Group(Predicate<Parameter> members, Optimizer optimizer) {
        /** Checks that both are given. */
        public Group {
            Objects.requireNonNull(members, "members");
            Objects.requireNonNull(optimizer, "optimizer");
        }
    }

    /** Copies the groups. */
    public ParameterGroups {
        Objects.requireNonNull(optimizer, "optimizer");
        groups = List.copyOf(groups);
    }

    /** One optimizer for all parameters. */
    public static ParameterGroups of(Optimizer optimizer) {
        return new ParameterGroups(optimizer, List.of());
    }

    /** With another group, for parameters that are in none so far. */
    public ParameterGroups with(Predicate<Parameter> members, Optimizer optimizer) {
        Group group = new Group(members, optimizer);
        return new ParameterGroups(
                this.optimizer, Stream.concat(groups.stream(), Stream.of(group)).toList());
    }

    /** The optimizers: that of all, then those of the groups. */
    List<Optimizer> optimizers() {
        List<Optimizer> optimizers = new ArrayList<>();
        optimizers.add(optimizer);
        for (Group group : groups) {
            optimizers.add(group.optimizer);
        }
        return List.copyOf(optimizers);
    }

    /** Which of {@link #optimizers} updates a parameter. */
    int indexOf(Parameter parameter) {
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i).members.test(parameter)) {
                return i + 1;
            }
        }
        return 0;
    }
}
