package dev.lanewise.samples.common;

/** Something that the user can put right; the message alone says what. */
public final class UserError extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** An error without a cause worth showing. */
    public UserError(String message) {
        super(message);
    }

    /** An error that the message retells. */
    public UserError(String message, Throwable cause) {
        super(message, cause);
    }
}
