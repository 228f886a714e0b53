package millwright.samples.features;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import millwright.method.BackgroundJob;
import millwright.method.MethodJobs;
import millwright.queue.Queues;

/**
 * Rate limit: so many messages at once at the most, and no more than so many a second in the long run, over all nodes.
 * It belongs to the queue, is kept over restarts, and can be changed while jobs wait.
 */
@ApplicationScoped
public class RateLimit {

    private static final String QUEUE = "text-messages";

    @Inject
    private MethodJobs methods;

    @Inject
    private Queues queues;

    @BackgroundJob(name = "send-text-message", queue = QUEUE)
    public String send(String number) {
        return "sent to " + number;
    }

    /** To be said once, say when the contract with the service changes. */
    public void atMost(int messages, Duration period) {
        queues.rate(QUEUE, messages, period);
    }

    public UUID submit(String number) {
        return methods.submit(RateLimit::send, number);
    }
}
