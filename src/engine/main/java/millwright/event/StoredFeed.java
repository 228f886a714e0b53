package millwright.event;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;
import millwright.event.FeedStore.End;
import millwright.event.FeedStore.Page;

/**
 * {@link Feed} on the feed table: one thread a node gives rows their place, reads them for all who follow, and deletes
 * what is old. Where nobody follows it looks once a second, else five times; and gives places no more than a tenth of the
 * time, however much an old snapshot makes it walk through.
 */
public final class StoredFeed implements Feed {

    private static final Logger LOG = Logger.getLogger(StoredFeed.class.getName());

    private static final int PLACED_AT_ONCE = 2_000;
    private static final int READ_AT_ONCE = 50;
    private static final int PAGES_A_LOOK = 40;
    private static final int FORGOTTEN_AT_ONCE = 1_000;
    private static final long FOLLOWED_EVERY_MILLIS = 200;
    private static final long IDLE_EVERY_MILLIS = 1_000;
    private static final long FORGET_EVERY_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final int REST = 10;
    private static final long LAST_STATEMENT_MILLIS = 10_000;

    private final FeedStore store;
    private final Duration keep;
    private final Followers followers;
    private final ThreadFactory threads;
    private final Semaphore wakeUps = new Semaphore(0);
    private volatile End end;
    private volatile boolean stopped;
    private Thread thread;
    private long placing;
    private long forgot = System.nanoTime() - FORGET_EVERY_NANOS;

    /** @param threads makes the one thread, which is named already */
    public StoredFeed(Database database, EventConfig config, ThreadFactory threads) {
        this.store = new FeedStore(database);
        this.keep = config.keep();
        this.followers = new Followers(config.followers());
        this.threads = threads;
    }

    public synchronized void start() {
        if (thread == null && !stopped) {
            thread = threads.newThread(this::loop);
            thread.start();
        }
    }

    /** Tells all followers; waits for the statement under way. */
    public synchronized void stop() {
        stopped = true;
        wakeUps.release();
        if (thread != null) {
            try {
                thread.join(LAST_STATEMENT_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        followers.end();
    }

    @Override
    public Following follow(Follower follower, Optional<FeedPosition> after) {
        // the end as last seen: what is committed from now on comes after it
        FeedPosition from = after.orElseGet(() -> (end == null ? store.end() : end).last());
        boolean isFirst = followers.isEmpty();
        Following following = followers.add(follower, from);
        if (stopped) {
            follower.ended();
        }
        if (isFirst) {
            // from the slow rhythm to the quick one; many who come at once are looked after together
            wakeUps.release();
        }
        return following;
    }

    private void loop() {
        boolean troubled = false;
        while (!stopped) {
            try {
                look();
                troubled = false;
            } catch (Throwable e) {
                // whatever it was: all followers need this thread
                if (!troubled) {
                    LOG.log(Level.WARNING, "The feed of events cannot be read now, trying again", e);
                }
                troubled = true;
            }
            pause();
        }
    }

    private void pause() {
        long usual = followers.isEmpty() ? IDLE_EVERY_MILLIS : FOLLOWED_EVERY_MILLIS;
        long millis = Math.max(usual, REST * TimeUnit.NANOSECONDS.toMillis(placing));
        try {
            if (wakeUps.tryAcquire(Math.min(millis, REST * IDLE_EVERY_MILLIS), TimeUnit.MILLISECONDS)) {
                wakeUps.drainPermits();
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
    }

    /** What is done each time: places, then the followers, then now and then what is old. */
    void look() {
        place();
        tell();
        if (System.nanoTime() - forgot >= FORGET_EVERY_NANOS) {
            forget();
        }
    }

    private void place() {
        long begun = System.nanoTime();
        while (!stopped && store.place(PLACED_AT_ONCE) == PLACED_AT_ONCE) {
            LOG.log(Level.FINE, "Gave {0} rows of the feed their place", PLACED_AT_ONCE);
        }
        placing = System.nanoTime() - begun;
    }

    /** All who are at the same place, or come to it, are told with one reading. */
    private void tell() {
        Optional<FeedPosition> from = followers.arrive();
        end = from.isEmpty() ? store.end() : end;
        for (int pages = 0; from.isPresent() && pages < PAGES_A_LOOK && !stopped; pages++) {
            Page page = store.read(from.get().seq(), READ_AT_ONCE);
            end = page.end();
            followers.tell(from.get(), page);
            from = followers.behind(page.end());
        }
    }

    void forget() {
        while (!stopped && store.forget(keep, FORGOTTEN_AT_ONCE) == FORGOTTEN_AT_ONCE) {
            LOG.log(Level.FINE, "Deleted {0} rows of the feed", FORGOTTEN_AT_ONCE);
        }
        forgot = System.nanoTime();
    }
}
