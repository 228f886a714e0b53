package millwright.start;

import jakarta.batch.operations.JobOperator;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.function.Function;
import javax.sql.DataSource;
import millwright.access.Access;
import millwright.access.AccessConfig;
import millwright.access.JwtConfig;
import millwright.audit.Audit;
import millwright.audit.AuditConfig;
import millwright.audit.StoredAudit;
import millwright.batch.BatchConfig;
import millwright.batch.BatchJobs;
import millwright.batch.BatchRunner;
import millwright.batch.QueuedJobOperator;
import millwright.batch.StoredBatchJobs;
import millwright.config.Settings;
import millwright.database.Database;
import millwright.database.DatabaseConfig;
import millwright.database.Migrations;
import millwright.database.PoolCheck;
import millwright.event.EventConfig;
import millwright.event.Feed;
import millwright.event.StoredFeed;
import millwright.external.ExternalJobs;
import millwright.external.StoredExternalJobs;
import millwright.job.AfterCommit;
import millwright.job.AttemptRunner;
import millwright.job.DeadLetters;
import millwright.job.Definitions;
import millwright.job.DependencyResults;
import millwright.job.JobStore;
import millwright.job.Jobs;
import millwright.job.KeepTimes;
import millwright.job.KeyedJobs;
import millwright.job.NodeSignals;
import millwright.job.OwnTransaction;
import millwright.job.RequestCheck;
import millwright.job.SecretParameters;
import millwright.job.Statistics;
import millwright.job.StoredDeadLetters;
import millwright.job.StoredDependencyResults;
import millwright.job.StoredJobs;
import millwright.job.StoredKeyedJobs;
import millwright.job.SyncConfig;
import millwright.job.ThreadNames;
import millwright.job.Waiters;
import millwright.log.JobLog;
import millwright.log.LogCapture;
import millwright.log.LogConfig;
import millwright.log.StoredJobLog;
import millwright.method.StoredTrackedCalls;
import millwright.method.TrackedCalls;
import millwright.node.NodeConfig;
import millwright.node.NodeLife;
import millwright.node.NodeProfile;
import millwright.node.Nodes;
import millwright.node.StoredNodes;
import millwright.queue.ClaimConfig;
import millwright.queue.Dispatcher;
import millwright.queue.QueueConfig;
import millwright.queue.Queues;
import millwright.queue.ReportWriter;
import millwright.queue.StoredQueues;
import millwright.retention.Cleanup;
import millwright.retention.StoredCleanup;
import millwright.retry.RetryConfig;
import millwright.schedule.ScheduleTick;
import millwright.schedule.Schedules;
import millwright.schedule.StoredSchedules;
import millwright.search.DeadLetterGroups;
import millwright.search.JobSearch;
import millwright.search.MaskedJobSearch;
import millwright.search.StoredDeadLetterGroups;
import millwright.search.StoredJobSearch;
import millwright.signal.NodeMessages;
import millwright.statistics.StoredStatistics;
import millwright.waiting.WaitingJobs;

/** One node's engine: its parts, and the order in which they start and stop. Needs no container, only a datasource. */
public final class Engine {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Migrations migrations;
    private final PoolCheck poolCheck;
    private final StoredAudit audit;
    private final Access access;
    private final Upkeep upkeep;
    private final KeepTimes keepTimes;
    private final Statistics statistics;
    private final Cleanup cleanup;
    private final StoredFeed feed;
    private final ReportWriter reports;
    private final Waiters waiters;
    private final NodeMessages messages;
    private final Dispatcher dispatcher;
    private final WaitingJobs waiting;
    private final NodeLife node;
    private final OwnTransaction independently;
    private final Nodes allNodes;
    private final StoredTrackedCalls trackedCalls;
    private final StoredExternalJobs externalJobs;
    private final Jobs jobs;
    private final KeyedJobs keyedJobs;
    private final DeadLetters deadLetters;
    private final JobSearch jobSearch;
    private final DeadLetterGroups deadLetterGroups;
    private final Queues queues;
    private final BatchJobs batchJobs;
    private final JobLog jobLog;
    private final LogCapture capture = new LogCapture();
    private final Function<BatchRunner, JobOperator> jobOperators;
    private final Schedules schedules;
    private final ScheduleTick scheduleTick;

    /** @param runners given the engine's own way to the database */
    public Engine(
            DataSource dataSource,
            Settings settings,
            ThreadFactory threads,
            AfterCommit afterCommit,
            Function<Database, List<AttemptRunner>> runners) {
        this(dataSource, settings, threads, afterCommit, runners, threads);
    }

    /** @param workers makes the threads that jobs run on */
    public Engine(
            DataSource dataSource,
            Settings settings,
            ThreadFactory threads,
            AfterCommit afterCommit,
            Function<Database, List<AttemptRunner>> runners,
            ThreadFactory workers) {
        DatabaseConfig reached = DatabaseConfig.from(settings);
        Database database = new Database(
                dataSource, afterCommit::isInTransaction, new SecondDatasource(reached.datasource())::explained);
        Database bounded = database.bounded(PATIENCE);
        QueueConfig queue = QueueConfig.from(settings);
        NodeConfig nodes = NodeConfig.from(settings);
        this.independently = new OwnTransaction(afterCommit::isInTransaction, threads);
        this.reports = new ReportWriter(bounded, threads, LogConfig.from(settings));
        DependencyResults dependencies = new StoredDependencyResults(database);
        Definitions definitions = new Definitions(runners.apply(database).stream()
                .map(runner -> reports.around(runner, dependencies))
                .toList());

        this.migrations = new Migrations(database, reached);
        this.poolCheck = new PoolCheck(
                database,
                queue.workers() + BatchConfig.from(settings).partitionThreads(),
                ThreadNames.single("pool-check", threads));
        this.audit = new StoredAudit(bounded, AuditConfig.from(settings), ThreadNames.single("audit", threads));
        this.access = new Access(database, AccessConfig.from(settings), JwtConfig.from(settings));
        this.upkeep = new Upkeep(database, bounded, threads);
        JobStore jobStore = new JobStore(database);
        this.waiters = new Waiters(jobStore, SyncConfig.from(settings).waiters(), threads);
        this.keepTimes = new KeepTimes(database);
        this.statistics = new StoredStatistics(database);
        this.cleanup = new StoredCleanup(database);
        this.feed = new StoredFeed(bounded, EventConfig.from(settings), ThreadNames.single("events", threads));
        this.messages = new NodeMessages(database, reached.directUrl(), threads);
        this.dispatcher = new Dispatcher(
                bounded,
                definitions,
                queue,
                RetryConfig.from(settings).rules(),
                Math::random,
                messages.with(new EndsHeard(waiters, this::workDue)),
                threads,
                workers);
        NodeSignals signals = messages.with(dispatcher);
        this.waiting = new WaitingJobs(bounded, signals, threads);
        dispatcher.settleWith(waiting::wake);
        ClaimConfig claiming = queue.claiming();
        NodeProfile profile = new NodeProfile(
                Version.TEXT,
                queue.workers(),
                claiming.served(definitions.queues()),
                claiming.serve().isEmpty());
        this.node = new NodeLife(database, nodes, signals, profile, threads);
        this.allNodes = new StoredNodes(database, signals, independently);
        StoredJobs stored = new StoredJobs(
                jobStore, definitions, signals, afterCommit, waiters, independently, Optional.of(statistics));
        this.jobs = stored;
        dispatcher.toldBy(messages::isHearing);
        this.trackedCalls = new StoredTrackedCalls(
                database, node, reports, dispatcher::record, afterCommit::isInTransaction, threads);
        this.batchJobs = new StoredBatchJobs(database);
        this.jobLog = new StoredJobLog(database);
        RequestCheck check = new RequestCheck(definitions);
        this.keyedJobs = new StoredKeyedJobs(database, check, stored);
        this.externalJobs = new StoredExternalJobs(
                database,
                definitions,
                check,
                dispatcher.outcomes(),
                signals,
                nodes.crashLimit(),
                LogConfig.from(settings),
                threads);
        this.deadLetters = new StoredDeadLetters(database, check, signals, afterCommit);
        this.jobSearch = new MaskedJobSearch(new StoredJobSearch(database), new SecretParameters(definitions));
        this.deadLetterGroups = new StoredDeadLetterGroups(database);
        this.jobOperators =
                runner -> new QueuedJobOperator(runner, database, check, jobs, deadLetters, signals, afterCommit);
        this.queues = new StoredQueues(database, signals, afterCommit);
        this.schedules = new StoredSchedules(database, check);
        this.scheduleTick = new ScheduleTick(bounded, definitions, check, signals);
    }

    private void workDue() {
        dispatcher.workDue();
    }

    /** Joins the nodes on this database; accepts jobs from now on, but runs none yet. */
    public void start() {
        migrations.run();
        poolCheck.run();
        access.start();
        try {
            upkeep.start();
            audit.start();
            feed.start();
            externalJobs.readDefinitions();
            keepTimes.note(jobs.definitions());
            messages.start(dispatcher, waiters);
            node.start();
        } catch (RuntimeException e) {
            stop();
            throw e;
        }
    }

    /** Runs jobs from now on: to be called when everything they may need is there. */
    public void runJobs() {
        reports.start();
        capture.start();
        dispatcher.start(node);
        waiting.start();
        externalJobs.start();
    }

    /** Returns when no attempt is left; takes up to the drain time-out. */
    public void stop() {
        // those who listen keep their requests open
        feed.stop();
        scheduleTick.stop();
        trackedCalls.stop();
        externalJobs.stop();
        // each part is stopped whatever became of the one before
        try {
            waiting.stop();
        } finally {
            stopRunning();
        }
    }

    private void stopRunning() {
        try {
            dispatcher.stop();
        } finally {
            capture.stop();
            // what still ran may have used them
            independently.stop();
            waiters.stop();
            try {
                reports.stop();
            } finally {
                stopMembership();
            }
        }
    }

    private void stopMembership() {
        try {
            messages.stop();
        } finally {
            try {
                node.stop();
            } finally {
                upkeep.stop();
                audit.stop();
            }
        }
    }

    public Jobs jobs() {
        return jobs;
    }

    public KeyedJobs keyedJobs() {
        return keyedJobs;
    }

    public TrackedCalls trackedCalls() {
        return trackedCalls;
    }

    public ExternalJobs externalJobs() {
        return externalJobs;
    }

    public DeadLetters deadLetters() {
        return deadLetters;
    }

    public JobSearch jobSearch() {
        return jobSearch;
    }

    public DeadLetterGroups deadLetterGroups() {
        return deadLetterGroups;
    }

    public Queues queues() {
        return queues;
    }

    public Nodes nodes() {
        return allNodes;
    }

    public Statistics statistics() {
        return statistics;
    }

    public Cleanup cleanup() {
        return cleanup;
    }

    public Feed feed() {
        return feed;
    }

    public BatchJobs batchJobs() {
        return batchJobs;
    }

    public JobLog jobLog() {
        return jobLog;
    }

    /** What users start the jobs of {@code runner} with, which is one of this engine's runners. */
    public JobOperator jobOperator(BatchRunner runner) {
        return jobOperators.apply(runner);
    }

    public Schedules schedules() {
        return schedules;
    }

    /** Fires the schedules that are due; to be run again and again once {@link #runJobs} was called. */
    public Runnable scheduleTick() {
        return scheduleTick;
    }

    public Audit audit() {
        return audit;
    }

    public Access access() {
        return access;
    }
}
