package millwright.queue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import millwright.database.Database;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcome;
import millwright.job.ClaimedJob;
import millwright.job.RunningAttempt;
import millwright.queue.ClaimStore.Claimed;
import millwright.queue.ClaimStore.Which;

/** The queue's statements one by one, for tests of other packages that decide themselves what happens next. */
public final class QueueSteps {

    private static final Set<AttemptOutcome> WORKED =
            EnumSet.of(AttemptOutcome.COMPLETED, AttemptOutcome.FAILED, AttemptOutcome.TIMED_OUT);

    private final ClaimStore claims;
    private final OutcomeStore outcomes;
    private final ReportStore reports;

    public QueueSteps(Database database) {
        this.claims = new ClaimStore(database);
        this.outcomes = new OutcomeStore(database);
        this.reports = new ReportStore(database);
    }

    /**
     * How an attempt ended, as its node would write it.
     *
     * @param retryAfter null for not at all
     */
    public record Ending(RunningAttempt attempt, AttemptEnd end, Duration retryAfter) {

        public Ending(RunningAttempt attempt, AttemptEnd end) {
            this(attempt, end, null);
        }
    }

    /**
     * What to claim from each of some queues.
     *
     * @param free how many are to begin
     * @param ahead how many more are to be claimed ahead
     * @param aged how many of them are to be the oldest, whatever their priority
     */
    public record Appetite(int free, int ahead, int aged) {}

    /** What a node without low-water marks gets, from queues without limits first. */
    public List<RunningAttempt> claim(
            UUID node, List<String> queues, List<String> definitions, Collection<UUID> running, Appetite appetite) {
        List<Quota> quotas = queues.stream()
                .map(queue -> new Quota(queue, appetite.free(), appetite.free() + appetite.ahead(), appetite.aged()))
                .toList();
        Which which = new Which(definitions, definitions, running);
        List<Claimed> claimed = new ArrayList<>(
                claims.claim(node, quotas, new LowWaterMarks(), which).jobs());
        claimed.addAll(
                claims.claimLimited(node, quotas, new LowWaterMarks(), which).jobs());
        return claimed.stream().map(Claimed::job).map(RunningAttempt::new).toList();
    }

    /** The jobs of which this was recorded. */
    public Set<UUID> record(List<Ending> endings) {
        Set<UUID> recorded = new HashSet<>();
        OutcomeSets.of(endings.stream().map(QueueSteps::ended).toList())
                .forEach(set -> recorded.addAll(outcomes.record(set).jobs()));
        return recorded;
    }

    private static EndedAttempt ended(Ending ending) {
        RunningAttempt attempt = ending.attempt();
        if (hasBegun(ending)) {
            attempt.clock().begin();
        }
        return new EndedAttempt(attempt, ending.end(), System.nanoTime(), ending.retryAfter(), null);
    }

    /** One that was claimed ahead has begun if it has worked. */
    public static boolean hasBegun(Ending ending) {
        return ending.attempt().job().startedAt() != null
                || WORKED.contains(ending.end().outcome());
    }

    /** The same attempt as if {@code node} had claimed it. */
    public static RunningAttempt ofAnotherNode(RunningAttempt attempt, UUID node) {
        ClaimedJob job = attempt.job();
        return new RunningAttempt(new ClaimedJob(
                job.id(),
                job.definition(),
                job.queue(),
                "{}",
                null,
                null,
                job.round(),
                job.attempt(),
                job.lease(),
                node,
                job.startedAt(),
                job.deadline(),
                job.submitter(),
                job.correlationId()));
    }

    /** Writes what the attempt has said of its progress. */
    public void report(RunningAttempt attempt) {
        reports.progress(
                List.of(new ReportStore.Said(attempt, attempt.progress().orElseThrow())));
    }

    /** Clears away what attempts that are over have said. */
    public void sweepReports() {
        reports.sweep();
    }

    /** Gives back what was claimed under {@code node} without its knowing. */
    public int giveBack(UUID node, Collection<UUID> known) {
        return claims.giveBack(node, known);
    }

    /** Gives back what {@code node} claimed ahead and has not begun; what of it was still its own. */
    public Set<UUID> giveBackUnbegun(UUID node, List<RunningAttempt> attempts) {
        return claims.giveBackUnbegun(
                node, attempts.stream().map(RunningAttempt::job).toList());
    }
}
