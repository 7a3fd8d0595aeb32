package dev.lanewise.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SparesTest {
    private final AtomicInteger made = new AtomicInteger();

    private Spares<AtomicBoolean> spares(int places) {
        return new Spares<>(
                places,
                () -> {
                    made.incrementAndGet();
                    return new AtomicBoolean();
                });
    }

    @Test
    void aThreadAloneGetsTheSamePartAgain() {
        Spares<AtomicBoolean> spares = spares(3);
        AtomicBoolean part = spares.borrow();
        for (int i = 0; i < 10; i++) {
            spares.giveBack(part);
            assertSame(part, spares.borrow());
        }
        assertEquals(1, made.get());
    }

    @Test
    void noPartIsLentTwiceAndAsManyAreKeptAsThereArePlaces() {
        Spares<AtomicBoolean> spares = spares(3);
        for (int round = 0; round < 4; round++) {
            List<AtomicBoolean> lent = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                lent.add(spares.borrow());
            }
            assertEquals(5, Set.copyOf(lent).size());
            assertEquals(5 + 2 * round, made.get(), "made after round " + round);
            lent.forEach(spares::giveBack);
        }
    }

    @Test
    void aPartGivenBackByOneThreadServesAnother() throws Exception {
        Spares<AtomicBoolean> spares = spares(7);
        AtomicBoolean part = spares.borrow();
        spares.giveBack(part);
        for (int i = 0; i < 7; i++) {
            try (ExecutorService other = Executors.newVirtualThreadPerTaskExecutor()) {
                AtomicBoolean found = other.submit(spares::borrow).get();
                assertSame(part, found);
                other.submit(() -> spares.giveBack(found)).get();
            }
        }
        assertEquals(1, made.get());
    }

    /** Eight threads, three places: each part is marked while it is lent. */
    @Test
    void underContentionNoPartHasTwoBorrowers() throws Exception {
        Spares<AtomicBoolean> spares = spares(3);
        Callable<Boolean> borrower =
                () -> {
                    boolean alone = true;
                    for (int i = 0; i < 100_000; i++) {
                        AtomicBoolean part = spares.borrow();
                        alone &= part.compareAndSet(false, true);
                        Thread.onSpinWait();
                        alone &= part.compareAndSet(true, false);
                        spares.giveBack(part);
                    }
                    return alone;
                };
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Future<Boolean> alone : threads.invokeAll(Collections.nCopies(8, borrower))) {
                assertTrue(alone.get(), "a part was lent twice");
            }
        }
    }
}
