package millwright.waiting;

import java.util.UUID;
import java.util.function.IntSupplier;
import millwright.job.NodeSignals;
import millwright.waiting.PromotionStore.Promoted;
import millwright.waiting.SweepStore.Page;

/** Queues jobs whose time has come and ends those whose time is over. Used by one thread; any number of nodes may. */
final class Promoter {

    static final long LONGEST_SLEEP_MILLIS = 1_000;
    private static final long HELD_SLEEP_MILLIS = 50;
    private static final long SWEEP_EVERY_NANOS = 1_000_000_000L;
    private static final UUID BEFORE_ALL = new UUID(0, 0);

    private final PromotionStore promotions;
    private final SweepStore sweeps;
    private final NodeSignals signals;
    private final Runnable settle;
    private UUID swept = BEFORE_ALL;
    private long sweptAt = System.nanoTime() - SWEEP_EVERY_NANOS;

    /** @param settle called when something has been put into the outbox */
    Promoter(PromotionStore promotions, SweepStore sweeps, NodeSignals signals, Runnable settle) {
        this.promotions = promotions;
        this.sweeps = sweeps;
        this.signals = signals;
        this.settle = settle;
    }

    /** Moves on all that can be now, and returns for how many milliseconds there is nothing to do. */
    long run() {
        boolean any = promote();
        long now = System.nanoTime();
        if (now - sweptAt >= SWEEP_EVERY_NANOS) {
            sweptAt = now;
            sweep();
        }
        long next = promotions.next().map(left -> left.toMillis()).orElse(LONGEST_SLEEP_MILLIS);
        // what is due and could not be had is locked by somebody, who may take his time
        return Math.max(any || next > 0 ? 1 : HELD_SLEEP_MILLIS, Math.min(next, LONGEST_SLEEP_MILLIS));
    }

    private boolean promote() {
        boolean any = false;
        Promoted promoted;
        do {
            promoted = promotions.promote();
            any |= promoted.jobs() > 0;
            if (promoted.jobs() > promoted.keyed()) {
                signals.jobsReturned();
            }
            if (promoted.keyed() > 0) {
                settle.run();
            }
        } while (promoted.jobs() == PromotionStore.CHUNK);
        return any;
    }

    void sweep() {
        boolean ended = all(sweeps::expire);
        ended |= all(sweeps::timeOut);
        all(sweeps::forgetNames);
        all(sweeps::forgetPastDependencies);
        Page page;
        do {
            page = sweeps.forgetDependencies(swept);
            swept = page.last().orElse(BEFORE_ALL);
        } while (page.gone() >= SweepStore.CHUNK);
        if (ended) {
            settle.run();
        }
    }

    /** Takes chunks until one is not full; whether there was anything. */
    private static boolean all(IntSupplier chunk) {
        int first = chunk.getAsInt();
        for (int last = first; last >= SweepStore.CHUNK; ) {
            last = chunk.getAsInt();
        }
        return first > 0;
    }
}
