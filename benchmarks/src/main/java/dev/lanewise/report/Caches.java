package dev.lanewise.report;

/**
 * Sizes of the caches that a core sees, such as {@code 32 KB}, or {@code unknown}.
 *
 * @param l1d of the first level, for data
 * @param l2 of the second level
 * @param l3 of the third level, which cores share as a rule
 */
public record Caches(String l1d, String l2, String l3) {
    /** Such as {@code caches 32 KB, 1 MB, 32 MB}. */
    @Override
    public String toString() {
        return "caches " + l1d + ", " + l2 + ", " + l3;
    }
}
