package millwright.web.job;

import java.util.Optional;
import java.util.UUID;
import millwright.job.IdempotencyKey;
import millwright.job.Submission;

/**
 * A job that a request has led to.
 *
 * @param created whether it was made for this request, or for the one before under its key
 * @param replayed whether it was there before, under the same key
 * @param key the request's, if it has one
 */
record Accepted(UUID id, boolean created, boolean replayed, Optional<IdempotencyKey> key) {

    static Accepted of(Submission submission) {
        return new Accepted(submission.id(), submission.created(), false, Optional.empty());
    }

    static Accepted of(Submission submission, boolean replayed, IdempotencyKey key) {
        return new Accepted(submission.id(), submission.created(), replayed, Optional.of(key));
    }
}
