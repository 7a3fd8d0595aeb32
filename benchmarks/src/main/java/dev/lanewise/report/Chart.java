package dev.lanewise.report;

import java.io.IOException;
import java.nio.file.Path;

/** A picture of figures. */
public sealed interface Chart permits RatioChart, ShareChart {
    /** What stands above it. */
    String title();

    /** Writes it as PNG, into a folder that is made if need be. */
    void write(Path file) throws IOException;
}
