package vn.lienthong.shared;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;

/** Takes one step of a long work after the other, rests where there is nothing to do, and ends when it is told to. */
public abstract class BackgroundRun implements SmartLifecycle {

    private final String name;
    private final Duration rest;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition something = lock.newCondition();
    private @Nullable Thread runner;
    private boolean woken;
    private volatile boolean running;

    protected BackgroundRun(String name, Duration rest) {
        this.name = name;
        this.rest = rest;
    }

    /** Answers whether there may be more to do at once; throws nothing. */
    protected abstract boolean step();

    /** There is something to do now. */
    public final void wake() {
        lock.lock();
        try {
            woken = true;
            something.signalAll();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void start() {
        running = true;
        runner = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        while (running) {
            if (!step()) {
                rest();
            }
        }
    }

    private void rest() {
        lock.lock();
        try {
            if (running && !woken) {
                boolean ignored = something.await(rest.toMillis(), TimeUnit.MILLISECONDS);
            }
            woken = false;
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public final void stop() {
        running = false;
        wake();
        var thread = runner;
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public final boolean isRunning() {
        return running;
    }
}
