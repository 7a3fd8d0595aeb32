package dev.lanewise.train;

/** Numbers of a batch that are not finite; thrown before they reach the weights. */
final class NonFiniteException extends ArithmeticException {
    private static final long serialVersionUID = 1;

    NonFiniteException(String message) {
        super(message);
    }
}
