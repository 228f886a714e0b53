package millwright.web.job;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.AsyncResponse;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import millwright.batch.BatchJobs;
import millwright.batch.BatchProgress;
import millwright.job.Job;
import millwright.job.Jobs;
import millwright.job.SyncConfig;
import millwright.web.json.JsonDocument;

/**
 * Long polls for a change of a job: twice a second all watched jobs of this node are read, in two statements for each
 * thousand, however many watch. Thread-safe.
 */
@ApplicationScoped
public class JobWatch {

    private static final Logger LOG = Logger.getLogger(JobWatch.class.getName());
    private static final Duration LOOK_EVERY = Duration.ofMillis(500);
    private static final int PAGE = 1_000;

    @Inject
    Jobs jobs;

    @Inject
    BatchJobs batchJobs;

    @Inject
    JobWaits waits;

    @Inject
    SyncConfig config;

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean looking = new AtomicBoolean();
    private int most;

    /** One who watches, and no two are the same. */
    private static final class Watch {
        private final UUID job;
        private final String tag;
        private final long end;
        private final AsyncResponse suspended;
        private final Supplier<Response> answer;

        Watch(UUID job, String tag, Duration atMost, AsyncResponse suspended, Supplier<Response> answer) {
            this.job = job;
            this.tag = tag;
            this.end = System.nanoTime() + atMost.toNanos();
            this.suspended = suspended;
            this.answer = answer;
        }
    }

    @PostConstruct
    void start() {
        most = config.waiters();
    }

    /**
     * Gives {@code answer} when the job is another than the one with {@code tag}, or the time is over.
     *
     * @param tag of {@link #tag}
     * @return whether there was room to wait; nothing will be answered else
     */
    public boolean untilChanged(
            UUID job, String tag, Duration atMost, AsyncResponse suspended, Supplier<Response> answer) {
        if (watches.size() >= most) {
            return false;
        }
        watches.add(new Watch(job, tag, atMost, suspended, answer));
        if (looking.compareAndSet(false, true)) {
            waits.later(this::look, LOOK_EVERY);
        }
        return true;
    }

    /** What tells two moments of a job apart, for whoever sees it. */
    static String tag(Job job, BatchProgress progress) {
        return EntityTag.of(JsonDocument.bytes(JobJson.whole(job, progress)));
    }

    @SuppressWarnings("CatchingUnchecked") // the next look comes whatever became of this one
    private void look() {
        try {
            List<UUID> ids = watches.stream().map(watch -> watch.job).distinct().toList();
            for (int from = 0; from < ids.size(); from += PAGE) {
                answerChanged(ids.subList(from, Math.min(from + PAGE, ids.size())));
            }
        } catch (Exception e) {
            LOG.log(Level.WARNING, "Could not look for changes of jobs that are watched, trying again", e);
        }
        answerLate();
        looking.set(false);
        if (!watches.isEmpty() && looking.compareAndSet(false, true)) {
            waits.later(this::look, LOOK_EVERY);
        }
    }

    private void answerChanged(Collection<UUID> ids) {
        Set<UUID> asked = Set.copyOf(ids);
        Map<UUID, String> tags = new HashMap<>();
        List<Job> found = jobs.find(asked);
        Map<UUID, BatchProgress> progress =
                batchJobs.progress(found.stream().map(Job::id).toList());
        found.forEach(job -> tags.put(job.id(), tag(job, progress.get(job.id()))));
        for (Watch watch : watches.stream()
                .filter(each -> asked.contains(each.job) && !each.tag.equals(tags.get(each.job)))
                .collect(Collectors.toList())) {
            answer(watch);
        }
    }

    private void answerLate() {
        long now = System.nanoTime();
        watches.stream().filter(watch -> watch.end - now <= 0).forEach(this::answer);
    }

    private void answer(Watch watch) {
        if (watches.remove(watch)) {
            waits.soon(watch.suspended, watch.answer);
        }
    }
}
