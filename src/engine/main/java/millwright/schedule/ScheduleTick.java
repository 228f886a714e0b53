package millwright.schedule;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.database.Database;
import millwright.database.DatabaseException;
import millwright.database.StorableText;
import millwright.job.CheckedJob;
import millwright.job.Definitions;
import millwright.job.InvalidRequestException;
import millwright.job.NodeSignals;
import millwright.job.RequestCheck;

/** Fires what is due. To be called again and again on a thread without a transaction; any number of nodes may. */
public final class ScheduleTick implements Runnable {

    private static final Logger LOG = Logger.getLogger(ScheduleTick.class.getName());
    private static final int PAGE = 100;
    private static final int LONGEST_ERROR = 1_000;

    /** A fire that is later than a busy machine makes it. */
    private static final Duration LATE = Duration.ofSeconds(30);

    private final ScheduleStore store;
    private final Definitions definitions;
    private final RequestCheck check;
    private final NodeSignals signals;
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile boolean stopped;
    private boolean troubled;

    public ScheduleTick(Database database, Definitions definitions, RequestCheck check, NodeSignals signals) {
        this.store = new ScheduleStore(database);
        this.definitions = definitions;
        this.check = check;
        this.signals = signals;
    }

    /** Returns when nothing is left to fire, at once while another call runs. Never throws: the next tick tries again. */
    @Override
    public void run() {
        // while the database hangs, one thread is enough to wait for it
        if (stopped || !busy.compareAndSet(false, true)) {
            return;
        }
        try {
            fireAll();
            if (troubled) {
                troubled = false;
                LOG.info("Schedules fire again");
            }
        } catch (Throwable e) {
            warnOnce(e);
        } finally {
            busy.set(false);
        }
    }

    /** Fires no more; what a tick is in the middle of is a single statement. */
    public void stop() {
        stopped = true;
    }

    private void warnOnce(Throwable trouble) {
        if (!stopped && !troubled) {
            LOG.log(Level.WARNING, "Schedules cannot fire now, trying again with each tick", trouble);
        }
        troubled = true;
    }

    private void fireAll() {
        List<String> runnable = definitions.runnable();
        Optional<DueSchedule> last = Optional.empty();
        List<DueSchedule> page;
        do {
            page = store.due(runnable, last, PAGE);
            for (DueSchedule due : page) {
                if (stopped) {
                    return;
                }
                fire(due);
                last = Optional.of(due);
            }
        } while (page.size() == PAGE);
    }

    private void fire(DueSchedule due) {
        Optional<Instant> next = Optional.empty();
        try {
            FireTimes times = FireTimes.of(due.cron(), due.timeZone());
            next = times.next(due.now());
            Instant fireAt = times.latest(due.nextFireAt(), due.now());
            CheckedJob job = check.of(due.request());
            if (store.fire(due, fireAt, next.orElse(null), job)) {
                signals.jobsQueued();
                tellIfLate(due, fireAt);
            }
        } catch (InvalidRequestException | RuleException e) {
            fail(due, next, e.getMessage());
        } catch (DatabaseException e) {
            if (e.isTransient()) {
                throw e;
            }
            fail(due, next, "the job cannot be written: " + e.getMessage());
        } catch (Throwable e) {
            // one schedule that is ill must not keep the others behind it from firing
            LOG.log(Level.WARNING, "Schedule " + due.name() + " met what it was not made for", e);
            if (next.isPresent()) {
                // without it the schedule would never fire again
                fail(due, next, e.toString());
            }
        }
    }

    private void fail(DueSchedule due, Optional<Instant> next, String why) {
        String error = StorableText.of(why, LONGEST_ERROR);
        if (store.fail(due, next.orElse(null), error) && !error.equals(due.lastError())) {
            LOG.log(Level.WARNING, "Schedule {0} created no job for {1}: {2}", new Object[] {
                due.name(), due.nextFireAt(), error
            });
        }
    }

    private static void tellIfLate(DueSchedule due, Instant fireAt) {
        if (Duration.between(due.nextFireAt(), due.now()).compareTo(LATE) < 0) {
            return;
        }
        String missed = fireAt.equals(due.nextFireAt()) ? "" : ", once for all since " + due.nextFireAt();
        LOG.log(Level.INFO, "Schedule {0} fires late: it was due at {1}{2}", new Object[] {due.name(), fireAt, missed});
    }
}
