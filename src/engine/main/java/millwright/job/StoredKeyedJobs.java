package millwright.job;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import millwright.database.Database;
import millwright.database.DatabaseException;

/** {@link KeyedJobs}: looks for the key first, so that a request that came before need not fit any more. */
public final class StoredKeyedJobs implements KeyedJobs {

    private static final int MOST_TRIES = 3;

    private final KeyStore keys;
    private final Submitting submitting;
    private final StoredJobs jobs;

    /** @param jobs tells the nodes of what was submitted */
    public StoredKeyedJobs(Database database, RequestCheck check, StoredJobs jobs) {
        this.keys = new KeyStore(database);
        this.submitting = new Submitting(database, check);
        this.jobs = jobs;
    }

    @Override
    public Optional<Answer> find(IdempotencyKey key) {
        return keys.find(key).map(submissions -> new Answer(submissions, true));
    }

    @Override
    public Answer accept(JobRequest request, IdempotencyKey key) {
        return once(List.of(request), key, () -> submitting.one(request, key));
    }

    @Override
    public Answer submitAll(List<JobRequest> requests, IdempotencyKey key) {
        return once(requests, key, () -> submitting.all(requests, key));
    }

    @Override
    public Answer submitPartially(List<JobRequest> requests, IdempotencyKey key) {
        return once(requests, key, () -> submitting.partially(requests, key));
    }

    @Override
    public void forget(IdempotencyKey key) {
        keys.forget(key);
    }

    /** @param write does nothing and gives nothing when the key is taken */
    private Answer once(List<JobRequest> requests, IdempotencyKey key, Supplier<Optional<List<Submission>>> write) {
        // again only where the key was taken when it was written and is free when it is read: it has just run out
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Optional<Answer> before = find(key);
            if (before.isPresent()) {
                return before.get();
            }
            Optional<List<Submission>> written = unlessBusy(key, requests, write);
            if (written.isPresent()) {
                return new Answer(jobs.told(written.get(), requests), false);
            }
        }
        return find(key).orElseThrow(() -> new IdempotencyBusyException(key, null));
    }

    private static Optional<List<Submission>> unlessBusy(
            IdempotencyKey key, List<JobRequest> requests, Supplier<Optional<List<Submission>>> write) {
        try {
            return write.get();
        } catch (DatabaseException e) {
            if (!e.isLockTimeout() && !e.isDeadlock()) {
                throw e;
            }
            // the same time-out, of which nobody can say which of the two it was
            throw requests.stream().anyMatch(request -> request.unique().isPresent())
                    ? new UniqueKeyBusyException("of this request", e)
                    : new IdempotencyBusyException(key, e);
        }
    }
}
