package dev.lanewise.peers;

import dev.lanewise.measure.Reading;
import java.util.List;

/**
 * What a process is to measure.
 *
 * @param run when the run began
 * @param library who multiplies
 * @param threads on how many threads
 * @param fork which process of its kind in the run, from 1
 * @param known the best that the yardsticks showed in the processes before, on a core
 * @param seconds how long to look for clean windows of a product, each time that it is looked at
 * @param products form and sizes of each
 */
record Task(
        String run,
        Library library,
        int threads,
        int fork,
        Reading known,
        double seconds,
        List<String> products) {
    List<Shape> shapes() {
        return products.stream().map(Shape::parse).toList();
    }
}
