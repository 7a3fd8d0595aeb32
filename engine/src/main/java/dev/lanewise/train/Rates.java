package dev.lanewise.train;

import dev.lanewise.optim.ConstantSchedule;
import dev.lanewise.optim.ReduceOnPlateau;
import dev.lanewise.optim.Schedule;
import java.util.Objects;
import java.util.Optional;

/** The learning rate of each update: the optimizer's · the schedule's factor · the reduction. */
final class Rates {
    private final double base;
    private final Schedule schedule;
    private final Optional<ReduceOnPlateau> plateau;
    private final Monitor monitor;
    private ReduceOnPlateau.State state;
    private double reduction = 1;
    private long updates;

    Rates(TrainerSettings settings, int batchesAnEpoch) {
        long updatesAnEpoch = Math.ceilDiv(batchesAnEpoch, settings.accumulation);
        long total = settings.epochs * updatesAnEpoch;
        base = settings.groups.optimizer().learningRate();
        schedule =
                settings.schedule
                        .map(of -> Objects.requireNonNull(of.apply(total), "schedule"))
                        .orElse(ConstantSchedule.of());
        plateau = settings.plateau;
        monitor = settings.monitor;
        state = plateau.map(ReduceOnPlateau::start).orElse(null);
    }

    /** The rate of the update that comes next. */
    double next() {
        return base * schedule.factor(updates) * reduction;
    }

    /** It has come. */
    void updated() {
        updates++;
    }

    /** What is known of plateaus. */
    Optional<ReduceOnPlateau.State> plateau() {
        return Optional.ofNullable(state);
    }

    /** Goes on behind so many updates. */
    void restore(long updates, Optional<ReduceOnPlateau.State> plateau) {
        this.updates = updates;
        plateau.ifPresent(from -> {
            state = from;
            reduction = from.reduction();
        });
    }

    /** Takes in what an epoch ended with. */
    void epochFinished(Evaluation evaluation) {
        if (plateau.isPresent()) {
            state = plateau.get().next(state, monitor.toMinimize(evaluation));
            reduction = state.reduction();
        }
    }
}
