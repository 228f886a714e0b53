package millwright.testing;

import java.util.concurrent.atomic.AtomicInteger;
import millwright.job.NodeSignals;

/** Counts what a dispatcher would be told. */
public final class FakeSignals implements NodeSignals {

    private final AtomicInteger queued = new AtomicInteger();
    private final AtomicInteger controls = new AtomicInteger();
    private final AtomicInteger fences = new AtomicInteger();

    @Override
    public void jobsQueued() {
        queued.incrementAndGet();
    }

    @Override
    public void controlRequested() {
        controls.incrementAndGet();
    }

    @Override
    public void fence() {
        fences.incrementAndGet();
    }

    public int queued() {
        return queued.get();
    }

    public int controls() {
        return controls.get();
    }

    public int fences() {
        return fences.get();
    }
}
