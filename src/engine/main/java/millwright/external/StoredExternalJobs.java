package millwright.external;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import millwright.database.Database;
import millwright.external.StartStore.Begun;
import millwright.external.WorkStore.Claimed;
import millwright.external.WorkStore.Limit;
import millwright.job.AttemptEnd;
import millwright.job.AttemptOutcomes;
import millwright.job.CheckedJob;
import millwright.job.Definitions;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.JobRequest;
import millwright.job.KeepTimes;
import millwright.job.LogLimits;
import millwright.job.NodeSignals;
import millwright.job.Progress;
import millwright.job.RequestCheck;
import millwright.job.Violation;
import millwright.retry.JobError;

/** {@link ExternalJobs} on the job table; from {@link #start()} to {@link #stop} it also sweeps what has run out. */
public final class StoredExternalJobs implements ExternalJobs {

    private static final long LOOK_EVERY_MILLIS = 200;

    private final DefinitionStore stored;
    private final KeepTimes keepTimes;
    private final KnownDefinitions known;
    private final Definitions definitions;
    private final RequestCheck check;
    private final WorkCheck workCheck;
    private final WorkStore works;
    private final StartStore starts;
    private final AttemptOutcomes outcomes;
    private final AttemptEnds ends;
    private final ExternalWatch watch;
    private final WorkLogStore log;
    private final WorkWaits waits;
    private final TimeBasedEpochGenerator sessions = Generators.timeBasedEpochGenerator();

    /**
     * @param crashLimit how often a job may be lost before it is given up
     * @param logged what is kept of what workers log
     */
    public StoredExternalJobs(
            Database database,
            Definitions definitions,
            RequestCheck check,
            AttemptOutcomes outcomes,
            NodeSignals signals,
            int crashLimit,
            LogLimits logged,
            ThreadFactory threads) {
        AttemptStore attempts = new AttemptStore(database);
        this.stored = new DefinitionStore(database);
        this.keepTimes = new KeepTimes(database);
        this.known = new KnownDefinitions(stored, definitions);
        this.definitions = definitions;
        this.check = check;
        this.workCheck = new WorkCheck(definitions);
        this.works = new WorkStore(database);
        this.starts = new StartStore(database);
        this.outcomes = outcomes;
        this.ends = new AttemptEnds(attempts, outcomes);
        this.log = new WorkLogStore(database, logged);
        this.waits = new WorkWaits(works, this::claimNow, work -> release(work.job(), work.leaseToken()), threads);
        this.watch = new ExternalWatch(
                known, new LeaseSweep(new LeaseStore(database), attempts, outcomes, signals, crashLimit), threads);
    }

    /** Reads the definitions that are there: to be called before jobs are accepted. */
    public void readDefinitions() {
        known.refresh();
    }

    /** From now on hears of definitions made elsewhere, and moves on what workers have let run out. */
    public void start() {
        watch.start();
    }

    /** Waits for the statement under way. */
    public void stop() {
        waits.stop();
        watch.stop();
    }

    @Override
    public JobDefinition define(String name, JsonObject document) {
        JobDefinition definition = DefinitionDocument.read(name, document);
        definitions
                .find(name)
                .filter(other -> other.kind() != JobDefinition.Kind.EXTERNAL)
                .ifPresent(other -> {
                    throw refused(
                            "/name",
                            "the external definition '" + name + "' would hide the " + other.kind() + " definition '"
                                    + other.name() + "' (\"" + other.title()
                                    + "\") of this application: expected another name");
                });
        stored.put(name, document);
        keepTimes.note(List.of(definition));
        known.refresh();
        return definition;
    }

    @Override
    public boolean delete(String name) {
        boolean deleted = stored.delete(name);
        known.refresh();
        return deleted;
    }

    @Override
    public List<Work> claim(WorkRequest asked) throws InterruptedException {
        WorkRequest request = workCheck.checked(asked);
        long end = System.nanoTime() + request.patience().toNanos();
        while (true) {
            List<Work> claimed = claimNow(request);
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (!claimed.isEmpty() || left <= 0) {
                return claimed;
            }
            TimeUnit.MILLISECONDS.sleep(Math.min(left, LOOK_EVERY_MILLIS));
        }
    }

    @Override
    public CompletionStage<List<Work>> claimAsync(WorkRequest asked) {
        WorkRequest request = workCheck.checked(asked);
        List<Work> claimed = claimNow(request);
        return claimed.isEmpty() && !request.patience().isZero()
                ? waits.await(request)
                : CompletableFuture.completedStage(claimed);
    }

    private List<Work> claimNow(WorkRequest request) {
        UUID session = sessions.generate();
        List<Claimed> claimed = works.claim(session, request);
        List<Limit> limits = claimed.stream()
                .flatMap(each -> outcomes.timeout(each.job()).map(most -> new Limit(each.job(), most)).stream())
                .toList();
        if (!limits.isEmpty()) {
            works.limit(session, limits);
        }
        return claimed.stream()
                .map(each -> Work.of(each, new LeaseToken(each.job().lease(), session, request.lease()), limits))
                .toList();
    }

    @Override
    public Work start(JobRequest request, String worker, Duration lease) {
        workCheck.checkStart(request, worker, lease);
        CheckedJob job = check.of(request);
        Duration timeout = request.timeout()
                .or(() -> definitions.find(job.definition()).flatMap(found -> found.policy()
                        .timeout()))
                .orElse(null);
        UUID session = sessions.generate();
        Begun begun = starts.begin(job, worker, session, timeout, lease);
        return Work.started(job, new LeaseToken(1, session, lease), begun);
    }

    @Override
    public Heartbeat heartbeat(UUID job, String token) {
        LeaseToken lease = LeaseToken.of(token);
        return works.heartbeat(job, lease).orElseThrow(() -> ends.lost(job, lease));
    }

    @Override
    public Heartbeat progress(UUID job, String token, Progress progress) {
        LeaseToken lease = LeaseToken.of(token);
        Progress kept;
        try {
            kept = progress.kept();
        } catch (IllegalArgumentException e) {
            throw refused("/progress", e.getMessage());
        }
        return works.progress(job, lease, kept).orElseThrow(() -> ends.lost(job, lease));
    }

    @Override
    public void log(UUID job, String token, List<WorkLine> lines) {
        workCheck.check(lines);
        LeaseToken lease = LeaseToken.of(token);
        if (!log.log(job, lease, lines)) {
            throw ends.lost(job, lease);
        }
    }

    @Override
    public Receipt complete(UUID job, String token, JsonValue result) {
        return ends.end(job, LeaseToken.of(token), AttemptEnd.completed(workCheck.result(job, result)));
    }

    @Override
    public Receipt fail(UUID job, String token, JobError error) {
        workCheck.check(error);
        return ends.end(job, LeaseToken.of(token), AttemptEnd.failed(error));
    }

    @Override
    public Receipt release(UUID job, String token) {
        return ends.end(job, LeaseToken.of(token), AttemptEnd.released());
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }
}
