package millwright.server.process;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The wish that this process end: SIGINT (Ctrl-C), SIGTERM, SIGHUP. The first one asks for the ordered way, a second
 * one runs the short cut. As the signals are handled, the JVM's shutdown hooks do not run until the ordered way is
 * through, and the exit code is ours.
 */
public final class StopRequest {
    private final CountDownLatch requested = new CountDownLatch(1);
    private final AtomicReference<Runnable> shortCut = new AtomicReference<>(() -> {});

    public static StopRequest onSignals() {
        StopRequest request = new StopRequest();
        for (String signal : new String[] {"INT", "TERM", "HUP"}) {
            Signals.handle(signal, request::raise);
        }
        return request;
    }

    /** What a second request does, on the signal's thread. */
    public void onSecond(Runnable action) {
        shortCut.set(action);
    }

    public void raise() {
        if (isRaised()) {
            shortCut.get().run();
        } else {
            requested.countDown();
        }
    }

    public boolean isRaised() {
        return requested.getCount() == 0;
    }

    public void await() throws InterruptedException {
        requested.await();
    }

    /** Waits so long unless a stop is asked for; true if it is. */
    public boolean await(long milliseconds) throws InterruptedException {
        return requested.await(milliseconds, TimeUnit.MILLISECONDS);
    }
}
