package dev.lanewise.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A quantile of all values seen so far. */
public final class RunningQuantile {
    private final double share;
    private final List<Double> sorted = new ArrayList<>();

    /** The value up to which this share lies; below 1, the highest of several is never taken. */
    public RunningQuantile(double share) {
        this.share = share;
    }

    /** Takes a value in. */
    public void add(double value) {
        int at = Collections.binarySearch(sorted, value);
        sorted.add(at < 0 ? ~at : at, value);
    }

    /** The quantile, always one of the values; there must be one. */
    public double value() {
        return sorted.get((int) (share * (sorted.size() - 1)));
    }

    /** Whether there is none yet. */
    public boolean isEmpty() {
        return sorted.isEmpty();
    }

    void clear() {
        sorted.clear();
    }
}
