package vn.lienthong.access;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** Takes one step of a long work after the other, rests where there is nothing to do, and ends when it is told to. */
final class BackgroundRun {

    private final String name;
    private final Duration rest;
    private final BooleanSupplier step;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition stopping = lock.newCondition();
    private @Nullable Thread runner;
    private volatile boolean running;

    /** @param step answers whether there may be more to do at once; it throws nothing */
    BackgroundRun(String name, Duration rest, BooleanSupplier step) {
        this.name = name;
        this.rest = rest;
        this.step = step;
    }

    void start() {
        running = true;
        runner = Thread.ofVirtual().name(name).start(this::run);
    }

    private void run() {
        while (running) {
            if (!step.getAsBoolean()) {
                rest();
            }
        }
    }

    private void rest() {
        lock.lock();
        try {
            if (running) {
                boolean ignored = stopping.await(rest.toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            running = false;
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }

    void stop() {
        lock.lock();
        try {
            running = false;
            stopping.signalAll();
        } finally {
            lock.unlock();
        }
        var thread = runner;
        if (thread != null) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    boolean isRunning() {
        return running;
    }
}
