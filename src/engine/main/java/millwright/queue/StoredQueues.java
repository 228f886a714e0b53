package millwright.queue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.database.Database;
import millwright.database.StorableText;
import millwright.job.AfterCommit;
import millwright.job.InvalidRequestException;
import millwright.job.NodeSignals;
import millwright.job.Violation;

/** {@link Queues} on the queue table: checks, writes, then wakes the dispatcher where more may run. */
public final class StoredQueues implements Queues {

    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_REASON = 1_000;
    private static final int HEAVIEST = 1_000;

    private final QueueStore store;
    private final NodeSignals signals;
    private final AfterCommit afterCommit;

    public StoredQueues(Database database, NodeSignals signals, AfterCommit afterCommit) {
        this.store = new QueueStore(database);
        this.signals = signals;
        this.afterCommit = afterCommit;
    }

    @Override
    public List<QueueSettings> list() {
        return store.list();
    }

    @Override
    public void pause(String name, String reason, String by) {
        text("/name", name, LONGEST_NAME);
        text("/reason", reason, LONGEST_REASON);
        text("/by", by, LONGEST_NAME);
        store.pause(name, reason, by);
    }

    @Override
    public void resume(String name, String by) {
        text("/name", name, LONGEST_NAME);
        text("/by", by, LONGEST_NAME);
        store.resume(name);
        wake();
    }

    @Override
    public void weight(String name, int weight) {
        text("/name", name, LONGEST_NAME);
        weighs(weight);
        store.weight(name, weight);
    }

    private static void weighs(int weight) {
        if (weight < 1 || weight > HEAVIEST) {
            throw refused("/weight", "is " + weight + ", expected 1 to " + HEAVIEST);
        }
    }

    @Override
    public void maxRunning(String name, Optional<Integer> most) {
        text("/name", name, LONGEST_NAME);
        most.ifPresent(number -> positive("/max_running", number));
        store.maxRunning(name, most.orElse(null));
        wake();
    }

    @Override
    public void rate(String name, int jobs, Duration period) {
        text("/name", name, LONGEST_NAME);
        positive("/rate", jobs);
        positive("/rate_period", period.toMillis());
        store.rate(name, jobs, period.toMillis());
        wake();
    }

    @Override
    public void anyRate(String name) {
        text("/name", name, LONGEST_NAME);
        store.rate(name, null, null);
        wake();
    }

    @Override
    public void limits(String name, QueueLimits limits) {
        text("/name", name, LONGEST_NAME);
        weighs(limits.weight());
        limits.maxRunning().ifPresent(number -> positive("/max_running", number));
        limits.rate().ifPresent(rate -> {
            positive("/rate/jobs", rate.jobs());
            positive("/rate/period", rate.period().toMillis());
        });
        store.limits(name, limits);
        wake();
    }

    private void wake() {
        afterCommit.run(signals::ordersChanged);
    }

    private static void text(String pointer, String text, int longest) {
        if (text == null || text.isBlank() || text.length() > longest || !StorableText.fits(text)) {
            throw refused(pointer, "is '" + StorableText.of(text, 50) + "', expected 1 to " + longest + " characters");
        }
    }

    private static void positive(String pointer, long number) {
        if (number < 1) {
            throw refused(pointer, "is " + number + ", expected at least 1");
        }
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }
}
