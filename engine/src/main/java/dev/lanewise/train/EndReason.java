package dev.lanewise.train;

/** Why a training came to its end. */
public enum EndReason {
    /** It went through as many epochs as it was to have. */
    ALL_EPOCHS,

    /** {@link EarlyStopping}: for too many epochs nothing had become better. */
    NO_IMPROVEMENT,

    /** The time of {@link Trainer#withTimeBudget} was over. */
    TIME_BUDGET,

    /** {@link Cancellation#cancel} was called. */
    CANCELLED,

    /** The thread that trains was interrupted; its interrupt status is still set. */
    INTERRUPTED
}
