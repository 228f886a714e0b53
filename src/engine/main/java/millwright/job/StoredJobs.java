package millwright.job;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** {@link Jobs} on the job table: checks, writes, then wakes the dispatcher. */
public final class StoredJobs implements Jobs {

    private final JobStore store;
    private final CancelStore cancels;
    private final Definitions definitions;
    private final NodeSignals signals;
    private final AfterCommit afterCommit;
    private final Submitting submitting;
    private final Retrying retrying;
    private final Restarting restarting;
    private final Ordering ordering;
    private final SecretParameters secrets;
    private final Waiters waiters;
    private final OwnTransaction independently;
    private final Optional<Statistics> statistics;

    /** Whose waiters nobody tells: they look once a second. It has no statistics. */
    public StoredJobs(JobStore store, Definitions definitions, NodeSignals signals, AfterCommit afterCommit) {
        this(
                store,
                definitions,
                signals,
                afterCommit,
                new Waiters(store),
                new OwnTransaction(afterCommit::isInTransaction, Thread::new),
                Optional.empty());
    }

    public StoredJobs(
            JobStore store,
            Definitions definitions,
            NodeSignals signals,
            AfterCommit afterCommit,
            Waiters waiters,
            OwnTransaction independently,
            Optional<Statistics> statistics) {
        this.store = store;
        this.cancels = store.cancels();
        this.definitions = definitions;
        this.signals = signals;
        this.afterCommit = afterCommit;
        RequestCheck check = new RequestCheck(definitions);
        this.submitting = store.submitting(check);
        this.retrying = new Retrying(store, check);
        this.restarting = new Restarting(store, definitions, check);
        this.ordering = new Ordering(store);
        this.secrets = new SecretParameters(definitions);
        this.waiters = waiters;
        this.independently = independently;
        this.statistics = statistics;
    }

    @Override
    public UUID submit(JobRequest request) {
        return accept(request).id();
    }

    @Override
    public UUID submitIndependently(JobRequest request) {
        // the thread it is submitted on runs no attempt
        JobRequest child = request.parent().isPresent()
                ? request
                : AttemptScope.find()
                        .map(RunningAttempt::jobId)
                        .map(request::withParent)
                        .orElse(request);
        return independently.call(() -> submit(child));
    }

    @Override
    public Submission accept(JobRequest request) {
        return told(List.of(submitting.one(request)), List.of(request)).get(0);
    }

    @Override
    public List<UUID> submitAll(List<JobRequest> requests) {
        return acceptAll(requests).stream().map(Submission::id).toList();
    }

    @Override
    public List<Submission> acceptAll(List<JobRequest> requests) {
        return told(submitting.all(requests), requests);
    }

    @Override
    public List<Submission> submitPartially(List<JobRequest> requests) {
        return told(submitting.partially(requests), requests);
    }

    /** The nodes are told once what was created is committed. */
    List<Submission> told(List<Submission> submissions, List<JobRequest> requests) {
        List<UUID> created = submissions.stream()
                .filter(Submission::created)
                .map(Submission::id)
                .toList();
        if (created.isEmpty()) {
            return submissions;
        }
        boolean waits = requests.stream().anyMatch(request -> request.waits() || isLimited(request.definition()));
        // a name that no definition has may be new to this node
        List<String> queues = requests.stream()
                .flatMap(request -> request.queue().stream())
                .distinct()
                .toList();
        afterCommit.note(created);
        afterCommit.run(() -> {
            if (queues.isEmpty()) {
                signals.jobsQueued();
            }
            queues.forEach(signals::jobsQueued);
            if (waits) {
                signals.workDue();
            }
        });
        return submissions;
    }

    private boolean isLimited(String definition) {
        return definitions
                .find(definition)
                .flatMap(found -> found.policy().concurrency())
                .isPresent();
    }

    @Override
    public Optional<Job> await(UUID id, Duration atMost) throws InterruptedException {
        return awaitAll(List.of(id), atMost) ? find(id) : Optional.empty();
    }

    @Override
    public boolean awaitAll(Collection<UUID> ids, Duration atMost) throws InterruptedException {
        ids.forEach(this::refuseOwn);
        return afterCommit.keepsLocks() ? waiters.watch(ids, atMost) : waiters.await(ids, atMost);
    }

    private void refuseOwn(UUID id) {
        if (afterCommit.isNoted(id)) {
            throw new IllegalStateException("job " + id + " was submitted or cancelled in this transaction: that takes"
                    + " effect with the commit, so waiting for it here would never end");
        }
    }

    @Override
    public CompletionStage<Job> awaitAsync(UUID id, Duration atMost) {
        refuseOwn(id);
        return waiters.async().await(id, atMost).thenApply(secrets::masked);
    }

    @Override
    public boolean isRunning(String definition) {
        return store.retries().isUnderWay(definition);
    }

    @Override
    public Optional<Job> retry(UUID id, String by) {
        Optional<UUID> again = retrying.retry(id, by);
        again.ifPresent(job -> {
            afterCommit.note(List.of(job));
            afterCommit.run(signals::jobsQueued);
            afterCommit.run(signals::workDue);
        });
        return again.flatMap(this::find);
    }

    @Override
    public Optional<Job> stop(UUID id, String by) {
        if (!restarting.stop(id, by)) {
            return Optional.empty();
        }
        afterCommit.note(List.of(id));
        afterCommit.run(signals::controlRequested);
        afterCommit.run(signals::workDue);
        return find(id);
    }

    @Override
    public Optional<Job> restart(UUID id, Optional<JsonObject> parameters, String by) {
        if (!restarting.restart(id, parameters, by)) {
            return Optional.empty();
        }
        afterCommit.note(List.of(id));
        afterCommit.run(signals::jobsReturned);
        afterCommit.run(signals::workDue);
        return find(id);
    }

    @Override
    public Lineage lineage(UUID id, Visibility sight) {
        return store.lineages().of(id, sight);
    }

    @Override
    public List<Job> find(Collection<UUID> ids) {
        return secrets.masked(store.find(ids));
    }

    @Override
    public List<Resolution> cancel(List<UUID> ids, String by) {
        List<Resolution> answers = ordering.cancel(ids, by);
        if (answers.stream().anyMatch(Resolution::done)) {
            afterCommit.note(ids);
            afterCommit.run(signals::controlRequested);
        }
        return answers;
    }

    @Override
    public Optional<Job> runNow(UUID id, String by) {
        if (!ordering.runNow(id, by)) {
            return Optional.empty();
        }
        afterCommit.run(signals::jobsReturned);
        afterCommit.run(signals::workDue);
        return find(id);
    }

    @Override
    public List<Resolution> reprioritise(List<UUID> ids, Priority priority, String by) {
        List<Resolution> answers = ordering.reprioritise(ids, priority, by);
        if (answers.stream().anyMatch(Resolution::done)) {
            afterCommit.run(signals::jobsReturned);
            afterCommit.run(signals::workDue);
        }
        return answers;
    }

    @Override
    public boolean isRunning(UUID id) {
        return store.find(id).map(job -> job.state() == JobState.RUNNING).orElse(false);
    }

    @Override
    public List<Job> pendingRetries(int limit) {
        return secrets.masked(store.retrying(limit));
    }

    @Override
    public Optional<Job> find(UUID id) {
        return secrets.masked(store.find(id));
    }

    @Override
    public List<Job> list(JobQuery query) {
        return secrets.masked(store.list(query));
    }

    @Override
    public Optional<Job> cancel(UUID id) {
        return cancel(id, null);
    }

    @Override
    public List<JobEvent> events(UUID id) {
        return store.events().events(id);
    }

    @Override
    public Optional<Job> cancel(UUID id, String by) {
        WhoAsks.checkIfAny(by);
        boolean done = cancels.cancel(id, by).map(CancelStore.Answer::done).orElse(false);
        if (done) {
            Optional<Job> asked = store.find(id);
            // asked to end, which its node sees after the commit
            asked.filter(job -> !job.state().isFinal()).ifPresent(job -> afterCommit.note(List.of(id)));
            afterCommit.run(signals::controlRequested);
            return secrets.masked(asked);
        }
        store.find(id).ifPresent(job -> {
            throw new JobOverException(id, job.state());
        });
        return Optional.empty();
    }

    @Override
    public Statistics statistics() {
        return statistics.orElseThrow(() -> new IllegalStateException("this facade was made without statistics"));
    }

    @Override
    public List<JobDefinition> definitions() {
        return definitions.all();
    }
}
