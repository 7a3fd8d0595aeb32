package dev.lanewise.nn;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;

/**
 * Parts that any number of threads borrow and give back, for parts that serve one thread at a time.
 *
 * <p>A fixed number of them is kept, none is waited for: who finds no spare part gets a new one,
 * and who gives one back where there is no place leaves it to the garbage collector. A thread
 * begins to look at a place of its own, so that it mostly finds the part that it had last, and
 * threads do not write to the same place.
 *
 * <p>Not kept in thread locals, which would hold a part for every thread that ever came, virtual
 * ones too.
 */
final class Spares<T> {
    private final Supplier<T> maker;
    private final AtomicReferenceArray<T> places;

    /** No parts yet, and so many places for them. */
    Spares(int places, Supplier<T> maker) {
        this.maker = maker;
        this.places = new AtomicReferenceArray<>(places);
    }

    /** A part that nobody else has until it is given back. */
    T borrow() {
        int count = places.length();
        int first = ownPlace();
        for (int i = 0; i < count; i++) {
            int place = (first + i) % count;
            // looked at first: to exchange is to write, even where there is nothing
            if (places.get(place) != null) {
                T part = places.getAndSet(place, null);
                if (part != null) {
                    return part;
                }
            }
        }
        return maker.get();
    }

    /** Gives back a borrowed part, which the caller must not use any more. */
    void giveBack(T part) {
        int count = places.length();
        int first = ownPlace();
        for (int i = 0; i < count; i++) {
            int place = (first + i) % count;
            if (places.get(place) == null && places.compareAndSet(place, null, part)) {
                return;
            }
        }
    }

    private int ownPlace() {
        return (int) (Thread.currentThread().threadId() % places.length());
    }
}
