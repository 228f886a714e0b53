package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;
import millwright.queue.QueueSettings;
import millwright.queue.Queues;

/**
 * Pause: while the ledger is closed its jobs are accepted and none starts, on no node, also after restarts.
 * Whoever wonders reads why, by whom and since when.
 */
@ApplicationScoped
public class PausedQueue {

    private static final String QUEUE = "ledger";

    @Inject
    private MethodJobs methods;

    @Inject
    private Queues queues;

    @BackgroundJob(name = "book-entry", queue = QUEUE)
    public String book(String entry) {
        return "booked " + entry;
    }

    public UUID submit(String entry) {
        return methods.submit(PausedQueue::book, entry);
    }

    public void close(String reason, String by) {
        queues.pause(QUEUE, reason, by);
    }

    public void open(String by) {
        queues.resume(QUEUE, by);
    }

    public Optional<String> whyClosed() {
        return queues.list().stream()
                .filter(queue -> queue.name().equals(QUEUE))
                .findFirst()
                .flatMap(QueueSettings::pause)
                .map(QueueSettings.Pause::reason);
    }
}
