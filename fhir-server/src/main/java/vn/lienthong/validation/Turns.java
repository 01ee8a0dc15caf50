package vn.lienthong.validation;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import vn.lienthong.shared.Issue;

/** Lets so many in at once; whoever waits longer than its patience is told to come back. Thread-safe. */
public final class Turns {

    /** The first validation makes the validator, which takes about as long. */
    private static final Duration COME_BACK = Duration.ofSeconds(10);

    private final Semaphore places;
    private final Duration patience;

    public Turns(int places, Duration patience) {
        this.places = new Semaphore(places, true);
        this.patience = patience;
    }

    public <T> T take(Supplier<T> work) {
        if (!admitted()) {
            throw Issue.tooMany(
                    "Too many resources are being validated at the moment. Send this one again in %d seconds."
                            .formatted(COME_BACK.toSeconds()),
                    COME_BACK);
        }
        try {
            return work.get();
        } finally {
            places.release();
        }
    }

    private boolean admitted() {
        try {
            return places.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
