package millwright.external;

import java.util.Optional;
import java.util.UUID;
import millwright.external.Standing.Ended;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.AttemptOutcomes;
import millwright.job.RunningAttempt;

/** Records how attempts done outside have ended, or says why it cannot. Thread-safe. */
final class AttemptEnds {

    private static final int MOST_TRIES = 10;

    private final AttemptStore attempts;
    private final AttemptOutcomes outcomes;

    AttemptEnds(AttemptStore attempts, AttemptOutcomes outcomes) {
        this.attempts = attempts;
        this.outcomes = outcomes;
    }

    /** @throws LeaseLostException when the lease is no longer the worker's */
    Receipt end(UUID job, LeaseToken token, AttemptEnd end) {
        for (int tries = 0; tries < MOST_TRIES; tries++) {
            Standing standing = attempts.look(job).orElseThrow(() -> lost(job, token));
            if (!standing.isUnder(token)) {
                return recorded(standing, token, end);
            }
            if (end.outcome() == AttemptOutcome.RELEASED && standing.isDirect()) {
                throw new NotReleasableException(
                        "job " + job + " was started by its caller and can be given to nobody else: expected its end");
            }
            RunningAttempt attempt = standing.attempt();
            // it may be asked to cancel, or swept, between the two statements: then it is looked at again
            if (outcomes.record(attempt, end)) {
                standing.progress().ifPresent(said -> attempts.forgetProgress(job, token.lease()));
                return Receipt.RECORDED;
            }
        }
        throw new IllegalStateException("the end of job " + job + " could not be recorded, and its lease still holds");
    }

    private static Receipt recorded(Standing standing, LeaseToken token, AttemptEnd end) {
        return standing.ended(token)
                .filter(ended -> isSame(ended.outcome(), end.outcome()))
                .map(ended -> Receipt.ALREADY_RECORDED)
                .orElseThrow(() -> lost(standing, token));
    }

    /** A failure or a release of what was to be cancelled was recorded as its cancelling. */
    private static boolean isSame(AttemptOutcome recorded, AttemptOutcome told) {
        return recorded == told || (recorded == AttemptOutcome.CANCELLED && told != AttemptOutcome.COMPLETED);
    }

    LeaseLostException lost(UUID job, LeaseToken token) {
        return attempts.look(job)
                .map(standing -> lost(standing, token))
                .orElseGet(() -> new LeaseLostException(
                        "there is no job " + job + ": it never was, or is kept no longer", null));
    }

    private static LeaseLostException lost(Standing standing, LeaseToken token) {
        UUID job = standing.job().id();
        Optional<Ended> ended = standing.ended(token);
        String now = "the job is now " + standing.described();
        String message = ended.map(how -> switch (how.outcome()) {
                    case LOST -> "the lease of job " + job + " was lost at " + how.at() + ": " + now;
                    default -> "the attempt of job " + job + " ended " + how.outcome() + " at " + how.at() + ": " + now;
                })
                .orElseGet(() -> "the lease token " + token + " is none of job " + job + ": " + now);
        return new LeaseLostException(message, standing.state());
    }
}
