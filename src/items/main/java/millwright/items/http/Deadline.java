package millwright.items.http;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/** Cuts a stream off that gives nothing any more, takes too long as a whole, or is not wanted any more. */
final class Deadline implements Closeable {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final ScheduledExecutorService watch;
    private final Closeable stream;
    private final Duration stall;
    private final Duration whole;
    private final long began = System.nanoTime();
    private volatile long lastRead = began;
    private volatile String passed;
    private final ScheduledFuture<?> looks;

    /** @param whole null when it may take as long as it likes */
    Deadline(Closeable stream, Duration stall, Duration whole) {
        this.stream = stream;
        this.stall = stall;
        this.whole = whole;
        ScheduledThreadPoolExecutor executor = new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "millwright-download-watch");
            thread.setDaemon(true);
            return thread;
        });
        watch = executor;
        looks = watch.scheduleWithFixedDelay(this::look, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    void read() {
        lastRead = System.nanoTime();
    }

    /** The property that was not kept, or null. */
    String passed() {
        return passed;
    }

    private void look() {
        long now = System.nanoTime();
        if (now - lastRead >= stall.toNanos()) {
            cut("stallTimeout");
        } else if (whole != null && now - began >= whole.toNanos()) {
            cut("timeout");
        }
    }

    private void cut(String property) {
        passed = property;
        try {
            // who reads it is told by an exception
            stream.close();
        } catch (IOException e) {
            // it is cut off all the same
        }
    }

    @Override
    public void close() {
        looks.cancel(true);
        watch.shutdownNow();
    }
}
