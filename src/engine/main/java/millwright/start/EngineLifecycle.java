package millwright.start;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.batch.operations.JobOperator;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.inject.Inject;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;
import millwright.access.AccessConfig;
import millwright.access.JwtConfig;
import millwright.access.Sessions;
import millwright.access.Tokens;
import millwright.access.Users;
import millwright.audit.Audit;
import millwright.batch.BatchConfig;
import millwright.batch.BatchJobs;
import millwright.batch.BatchRunner;
import millwright.batch.ContainerTransactions;
import millwright.batch.InlineJobXml;
import millwright.batch.OperatorContext;
import millwright.batch.PartitionThreads;
import millwright.config.KnownKeys;
import millwright.config.MoreKeys;
import millwright.config.SettingException;
import millwright.config.Settings;
import millwright.database.Database;
import millwright.database.DatabaseConfig;
import millwright.event.Feed;
import millwright.external.ExternalJobs;
import millwright.hook.AttemptHooks;
import millwright.job.AfterCommit;
import millwright.job.DeadLetters;
import millwright.job.Jobs;
import millwright.job.KeyedJobs;
import millwright.job.OwnTransaction;
import millwright.job.Statistics;
import millwright.job.SyncConfig;
import millwright.log.JobLog;
import millwright.method.JobMethods;
import millwright.method.MethodJobs;
import millwright.method.MethodRunner;
import millwright.method.ReferencedMethods;
import millwright.method.TrackedCalls;
import millwright.node.Nodes;
import millwright.queue.ClaimConfig;
import millwright.queue.Queues;
import millwright.retention.Cleanup;
import millwright.retry.RetryConfig;
import millwright.schedule.ScheduleConfig;
import millwright.schedule.ScheduleTimer;
import millwright.schedule.Schedules;
import millwright.search.DeadLetterGroups;
import millwright.search.JobSearch;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** The engine's life inside an application: started with it, stopped before it goes, its facades injectable. */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
public class EngineLifecycle {

    @Resource
    private ManagedThreadFactory threads;

    @Resource
    private TransactionSynchronizationRegistry transactions;

    @Resource
    private TimerService timers;

    @Inject
    private BeanManager beans;

    @EJB
    private ScheduleTimer scheduleTimer;

    private ScheduleConfig scheduling;
    private SyncConfig waiting;
    private PartitionThreads partitionThreads;
    private BatchRunner batchRunner;
    private JobOperator jobOperator;
    private Engine engine;
    private OwnTransaction independently;
    private InlineJobXml inlineJobXml;

    @PostConstruct
    void start() {
        Config config = ConfigProvider.getConfig();
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        new KnownKeys(EngineKeys.with(ServiceLoader.load(MoreKeys.class, loader))).check(config.getPropertyNames());
        Settings settings = new Settings(name -> config.getOptionalValue(name, String.class));
        ClaimConfig.check(config.getPropertyNames(), settings);
        scheduling = ScheduleConfig.from(settings);
        waiting = SyncConfig.from(settings);
        AttemptHooks hooks = new AttemptHooks(beans);
        partitionThreads = new PartitionThreads(
                BatchConfig.from(settings).partitionThreads(),
                hooks.workerThreads().orElse(threads));
        AfterCommit afterCommit = new AfterCommit(Optional.of(transactions));
        independently = new OwnTransaction(afterCommit::isInTransaction, threads);
        engine = new Engine(
                dataSource(DatabaseConfig.from(settings).datasource()),
                settings,
                threads,
                afterCommit,
                database -> Stream.of(
                                batchRunner(database, loader, BatchConfig.from(settings)),
                                new MethodRunner(
                                        methods(),
                                        RetryConfig.from(settings).policy(),
                                        beans,
                                        new LeftOpen(transactions)))
                        .map(hooks::around)
                        .toList(),
                hooks.workerThreads().orElse(threads));
        engine.start();
        jobOperator = engine.jobOperator(batchRunner);
        OperatorContext.enter(jobOperator);
    }

    private BatchRunner batchRunner(Database database, ClassLoader loader, BatchConfig config) {
        batchRunner = new BatchRunner(
                database, ContainerTransactions::lookUp, beans, loader, config, partitionThreads, independently);
        inlineJobXml = batchRunner.inlineJobXml();
        return batchRunner;
    }

    /** Runs jobs from now on; by a timer, to take the work off the thread that deploys. */
    public void applicationStarted() {
        timers.createSingleActionTimer(0, new TimerConfig("run jobs", false));
    }

    @Timeout
    void runJobs() {
        engine.runJobs();
        scheduleTimer.start(engine.scheduleTick(), scheduling.tickInterval());
    }

    @PreDestroy
    void stop() {
        if (engine != null) {
            try {
                engine.stop();
            } finally {
                partitionThreads.stop();
                OperatorContext.leave(jobOperator);
            }
        }
        if (independently != null) {
            independently.stop();
        }
    }

    @SuppressWarnings("BanJNDI") // the name is the operator's, who could as well set any other
    private static DataSource dataSource(String name) {
        try {
            return (DataSource) new InitialContext().lookup(name);
        } catch (NamingException | ClassCastException e) {
            throw new SettingException("no datasource is bound as '" + name
                    + "': create it, or name another with millwright.database.datasource");
        }
    }

    @Produces
    @ApplicationScoped
    public Jobs jobs() {
        return engine.jobs();
    }

    @Produces
    @ApplicationScoped
    public KeyedJobs keyedJobs() {
        return engine.keyedJobs();
    }

    /** How this node waits for jobs. */
    @Produces
    public SyncConfig waiting() {
        return waiting;
    }

    private JobMethods methods() {
        return beans.getExtension(JobMethods.class);
    }

    @Produces
    @ApplicationScoped
    public MethodJobs methodJobs() {
        return new ReferencedMethods(methods(), engine.jobs());
    }

    @Produces
    @ApplicationScoped
    public TrackedCalls trackedCalls() {
        return engine.trackedCalls();
    }

    @Produces
    @ApplicationScoped
    public ExternalJobs externalJobs() {
        return engine.externalJobs();
    }

    @Produces
    @ApplicationScoped
    public DeadLetters deadLetters() {
        return engine.deadLetters();
    }

    @Produces
    @ApplicationScoped
    public JobSearch jobSearch() {
        return engine.jobSearch();
    }

    @Produces
    @ApplicationScoped
    public DeadLetterGroups deadLetterGroups() {
        return engine.deadLetterGroups();
    }

    @Produces
    @ApplicationScoped
    public Queues queues() {
        return engine.queues();
    }

    @Produces
    @ApplicationScoped
    public Nodes nodes() {
        return engine.nodes();
    }

    @Produces
    @ApplicationScoped
    public Statistics statistics() {
        return engine.statistics();
    }

    @Produces
    @ApplicationScoped
    public Cleanup cleanup() {
        return engine.cleanup();
    }

    @Produces
    @ApplicationScoped
    public Feed feed() {
        return engine.feed();
    }

    @Produces
    @ApplicationScoped
    public BatchJobs batchJobs() {
        return engine.batchJobs();
    }

    @Produces
    @ApplicationScoped
    public JobLog jobLog() {
        return engine.jobLog();
    }

    @Produces
    @ApplicationScoped
    public InlineJobXml inlineJobXml() {
        return inlineJobXml;
    }

    @Produces
    @ApplicationScoped
    public Tokens tokens() {
        return engine.access().tokens();
    }

    @Produces
    @ApplicationScoped
    public Users users() {
        return engine.access().users();
    }

    @Produces
    @ApplicationScoped
    public Audit audit() {
        return engine.audit();
    }

    @Produces
    public AccessConfig accessConfig() {
        return engine.access().config();
    }

    @Produces
    public JwtConfig jwtConfig() {
        return engine.access().jwt();
    }

    @Produces
    @ApplicationScoped
    public Schedules schedules() {
        return engine.schedules();
    }

    @Produces
    @ApplicationScoped
    public Sessions sessions() {
        return engine.access().sessions();
    }
}
