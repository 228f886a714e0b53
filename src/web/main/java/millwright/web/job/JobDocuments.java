package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import millwright.batch.BatchJobs;
import millwright.batch.BatchProgress;
import millwright.database.DatabaseException;
import millwright.job.Job;
import millwright.job.Jobs;
import millwright.job.Visibility;
import millwright.web.json.JsonDocument;

/** The documents of single jobs, as far as a caller may see what they name. */
@ApplicationScoped
public class JobDocuments {

    private static final Logger LOG = Logger.getLogger(JobDocuments.class.getName());

    @Inject
    Jobs jobs;

    @Inject
    BatchJobs batchJobs;

    public JsonObject whole(Job job, Visibility sight) {
        // after the job, never before: see W4
        return whole(job, progress(job), sight);
    }

    public BatchProgress progress(Job job) {
        return batchJobs.progress(job.id());
    }

    public JsonObject whole(Job job, BatchProgress progress, Visibility sight) {
        Job.Terms terms = job.terms();
        List<UUID> named = Stream.of(terms.parent(), terms.retryOf(), terms.redrivenFrom())
                .filter(Objects::nonNull)
                .toList();
        Set<UUID> seen = seen(named, sight);
        return JobJson.whole(job, progress, seen);
    }

    public JsonObject status(Job job) {
        return JobJson.status(job, progress(job));
    }

    /** Those of {@code ids} that there are and that {@code sight} sees; all of them where it sees everything. */
    public Set<UUID> seen(Collection<UUID> ids, Visibility sight) {
        Set<UUID> seen = new HashSet<>(ids);
        if (!sight.equals(Visibility.ALL) && !seen.isEmpty()) {
            seen.clear();
            jobs.find(ids).stream().filter(sight::sees).map(Job::id).forEach(seen::add);
        }
        return seen;
    }

    /**
     * That of a job that was just accepted: it is committed, so failing to read it back must not look like failing to
     * accept it, or it comes twice (W1).
     */
    public JsonObject accepted(UUID id, Visibility sight) {
        try {
            return jobs.find(id).map(job -> whole(job, sight)).orElseGet(() -> bare(id));
        } catch (DatabaseException e) {
            LOG.log(Level.WARNING, "Job " + id + " was accepted and cannot be read back", e);
            return bare(id);
        }
    }

    private static JsonObject bare(UUID id) {
        return JsonDocument.provider()
                .createObjectBuilder()
                .add("id", id.toString())
                .build();
    }
}
