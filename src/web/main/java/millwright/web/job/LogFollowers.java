package millwright.web.job;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.Logger;
import millwright.job.Jobs;
import millwright.log.JobLog;
import millwright.web.problem.ProblemCode;
import millwright.web.problem.ProblemException;

/** Those who follow logs on this node, without a thread for each: for each one look a second. Thread-safe. */
@ApplicationScoped
public class LogFollowers {

    private static final Logger LOG = Logger.getLogger(LogFollowers.class.getName());

    /** Each costs the database two short statements a second. */
    private static final int MOST = 200;

    /** Of their own: a client that does not read what it is sent holds one up until the container gives the client up. */
    private static final int THREADS = 8;

    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final String RETRY_AFTER_SECONDS = "5";

    @Inject
    Jobs jobs;

    @Inject
    JobLog log;

    @Resource
    ManagedThreadFactory threads;

    private ScheduledThreadPoolExecutor executor;
    private final AtomicInteger count = new AtomicInteger();

    @PostConstruct
    void start() {
        executor = new ScheduledThreadPoolExecutor(THREADS, threads);
        executor.setRemoveOnCancelPolicy(true);
    }

    @PreDestroy
    void stop() {
        executor.shutdownNow();
    }

    /** @throws ProblemException when as many follow as may */
    public void follow(LogFollower follower) {
        if (count.incrementAndGet() > MOST) {
            count.decrementAndGet();
            throw new ProblemException(
                    ProblemCode.TOO_MANY_FOLLOWERS,
                    MOST + " follow logs on this node already: try again later",
                    HttpHeaders.RETRY_AFTER,
                    RETRY_AFTER_SECONDS);
        }
        executor.execute(() -> look(follower));
    }

    @SuppressWarnings("CatchingUnchecked") // the client comes again, with the last line it has seen
    private void look(LogFollower follower) {
        boolean more = false;
        try {
            more = follower.send(jobs, log);
        } catch (Exception e) {
            LOG.log(Level.FINE, "A follower of a log is left", e);
            follower.close();
        }
        if (more) {
            var unused = executor.schedule(() -> look(follower), EVERY.toMillis(), TimeUnit.MILLISECONDS);
        } else {
            count.decrementAndGet();
        }
    }
}
