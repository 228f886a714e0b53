package millwright.job;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link Jobs} on the job table: checks, writes, then wakes the dispatcher. */
public final class StoredJobs implements Jobs {

    private final JobStore store;
    private final CancelStore cancels;
    private final Definitions definitions;
    private final NodeSignals signals;
    private final AfterCommit afterCommit;
    private final RequestCheck check;

    public StoredJobs(JobStore store, Definitions definitions, NodeSignals signals, AfterCommit afterCommit) {
        this.store = store;
        this.cancels = store.cancels();
        this.definitions = definitions;
        this.signals = signals;
        this.afterCommit = afterCommit;
        this.check = new RequestCheck(definitions);
    }

    @Override
    public UUID submit(JobRequest request) {
        CheckedJob job = check.of(request);
        store.insert(job);
        afterCommit.run(signals::jobsQueued);
        return job.id();
    }

    @Override
    public Optional<Job> find(UUID id) {
        return store.find(id);
    }

    @Override
    public List<Job> list(JobQuery query) {
        return store.list(query);
    }

    @Override
    public Optional<Job> cancel(UUID id) {
        boolean done = cancels.cancel(id).map(CancelStore.Answer::done).orElse(false);
        if (done) {
            afterCommit.run(signals::controlRequested);
            return store.find(id);
        }
        store.find(id).ifPresent(job -> {
            throw new JobOverException(id, job.state());
        });
        return Optional.empty();
    }

    @Override
    public List<JobDefinition> definitions() {
        return definitions.all();
    }
}
