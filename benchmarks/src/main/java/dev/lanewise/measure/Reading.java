package dev.lanewise.measure;

/**
 * What the two yardsticks showed on one core.
 *
 * @param fma floating-point operations of the FMA chains, in thousands of millions a second
 * @param integer additions and exclusive-ors of the integer loop, in thousands of millions a second
 */
public record Reading(double fma, double integer) {
    /** Nothing read yet: below everything. */
    public static final Reading NONE = new Reading(0, 0);

    /** The higher of each yardstick. */
    public Reading best(Reading other) {
        return new Reading(Math.max(fma, other.fma), Math.max(integer, other.integer));
    }

    /** The lower of each yardstick. */
    public Reading worst(Reading other) {
        return new Reading(Math.min(fma, other.fma), Math.min(integer, other.integer));
    }

    /** Whether both yardsticks stand at this share of the reference or above. */
    public boolean reaches(double share, Reading reference) {
        return fma >= share * reference.fma && integer >= share * reference.integer;
    }
}
