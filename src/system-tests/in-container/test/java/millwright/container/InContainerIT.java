package millwright.container;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.transaction.UserTransaction;
import java.io.File;
import java.math.BigDecimal;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import millwright.container.jobs.Letters;
import millwright.container.jobs.OrderNote;
import millwright.container.jobs.Orders;
import millwright.container.jobs.SlowStart;
import millwright.container.jobs.Stamps;
import millwright.job.Job;
import millwright.job.JobQuery;
import millwright.job.JobRequest;
import millwright.job.JobState;
import millwright.job.Jobs;
import millwright.method.MethodJobs;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.spec.JavaArchive;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.postgresql.PGConnection;

/** The server's own WAR with two jars of jobs in it, one of them the samples', seen from inside. */
@ExtendWith(ArquillianExtension.class)
class InContainerIT implements SamplesOfSubmitting, SamplesOfRunning, DefinitionsOfBatch {

    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long LOOK_EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    // Writes down in which transaction each checkpoint is written, and refuses a number when its chunk commits.
    private static final String TABLES =
            """
            CREATE SCHEMA IF NOT EXISTS numbers;
            CREATE TABLE IF NOT EXISTS numbers.written (job uuid, number integer, txid bigint);
            CREATE TABLE IF NOT EXISTS numbers.checkpoint (txid bigint, write_count bigint);
            CREATE OR REPLACE FUNCTION numbers.note_checkpoint() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                INSERT INTO numbers.checkpoint VALUES (txid_current(), NEW.write_count);
                RETURN NULL;
            END $$;
            CREATE OR REPLACE TRIGGER note_checkpoint AFTER UPDATE OF reader_checkpoint ON millwright.step_execution
                FOR EACH ROW EXECUTE FUNCTION numbers.note_checkpoint();
            CREATE OR REPLACE FUNCTION numbers.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'number % is refused', NEW.number;
            END $$;
            DROP TRIGGER IF EXISTS refuse ON numbers.written;
            CREATE CONSTRAINT TRIGGER refuse AFTER INSERT ON numbers.written DEFERRABLE INITIALLY DEFERRED
                FOR EACH ROW WHEN (NEW.number = 55) EXECUTE FUNCTION numbers.refuse();
            """;

    private static final int MORE_THAN_ARE_OPEN = 15;

    @Inject
    private Jobs jobs;

    @Inject
    private MethodJobs methods;

    @Inject
    private Orders orders;

    @Inject
    private UserTransaction transaction;

    @Resource(lookup = "jdbc/millwright")
    private DataSource database;

    @EJB
    private SlowStart start;

    @Deployment
    static WebArchive war() {
        JavaArchive jar = ShrinkWrap.create(JavaArchive.class, "team-jobs.jar")
                .addPackage(SlowStart.class.getPackage())
                .addClasses(
                        Rows.class,
                        Watched.class,
                        SamplesOfSubmitting.class,
                        SamplesOfRunning.class,
                        DefinitionsOfBatch.class)
                .addAsManifestResource(EmptyAsset.INSTANCE, "beans.xml");
        for (String job : List.of("wiring", "early", "numbers", "unsound")) {
            jar.addAsResource("META-INF/batch-jobs/" + job + ".xml");
        }
        return ShrinkWrap.createFromZipFile(WebArchive.class, new File(System.getProperty("millwright.war")))
                .addAsLibrary(jar)
                .addAsLibrary(new File(System.getProperty("millwright.samples")), "samples-features.jar");
    }

    @Test
    void injectsTheArtifactsOfALibraryJar() {
        Job job = over(submit("wiring", "colour", "green"));
        assertEquals(JobState.COMPLETED, job.state(), job::toString);
        JsonObject injected = Json.createObjectBuilder()
                .add("colour", "green")
                .add("step", "report")
                .add("owner", "wiring")
                .add("attempt", 1)
                .add("job", job.id().toString())
                .build();
        assertEquals(injected, job.result());
    }

    @Test
    void commitsAChunkAndItsCheckpointInOneTransaction() {
        Rows.run(database, TABLES);
        UUID id = submit("numbers", "last", "30");
        assertEquals(JobState.COMPLETED, over(id).state());
        String chunks = "SELECT txid FROM numbers.written WHERE job = '" + id + "' GROUP BY txid HAVING count(*) = 10";
        assertEquals(3, Rows.of(database, chunks).size());
        assertEquals(
                List.of("10", "20", "30"),
                Rows.of(
                        database,
                        "SELECT write_count FROM numbers.checkpoint WHERE txid IN (" + chunks + ") ORDER BY 1"));
    }

    @Test
    void rollsBackAChunkAndItsCheckpointTogether() {
        Rows.run(database, TABLES);
        UUID id = submit("numbers", "last", "70");
        Job job = over(id);
        assertEquals(JobState.FAILED, job.state(), job::toString);
        assertEquals(List.of("50"), Rows.of(database, "SELECT count(*) FROM numbers.written WHERE job = '" + id + "'"));
        assertEquals(
                List.of("50"),
                Rows.of(
                        database,
                        "SELECT write_count FROM millwright.step_execution s"
                                + " JOIN millwright.job_execution x ON x.id = s.job_execution_id"
                                + " JOIN millwright.job_instance i ON i.id = x.job_instance_id WHERE i.job_id = '" + id
                                + "'"));
    }

    @Test
    void aCommitThatFailsLeavesNoConnectionThatCommitsNothingMore() throws Exception {
        Rows.run(database, TABLES);
        over(submit("numbers", "last", "70"));
        List<Connection> pooled = new ArrayList<>();
        try {
            for (int i = 0; i < MORE_THAN_ARE_OPEN; i++) {
                pooled.add(database.getConnection());
                assertTrue(pooled.get(i).getAutoCommit(), "what is written on connection " + i + " would be lost");
            }
        } finally {
            for (Connection each : pooled) {
                each.close();
            }
        }
    }

    @Test
    void submitsInTheCallersTransaction() throws Exception {
        transaction.begin();
        UUID id;
        try {
            id = submit("wiring", "colour", "red");
            String sameTransaction =
                    "SELECT xmin::text = txid_current()::text FROM millwright.job WHERE id = '" + id + "'";
            assertEquals(List.of("t"), Rows.of(database, sameTransaction));
        } finally {
            transaction.rollback();
        }
        assertEquals(Optional.empty(), jobs.find(id));
    }

    @Test
    void runsNoJobBeforeTheApplicationHasStarted() {
        assertTrue(start.jobWaited(), "a job ran while the application was starting");
        assertEquals(JobState.COMPLETED, over(start.job()).state());
    }

    @Test
    void keepsNoTimerOverARestart() {
        assertFalse(start.persistent().isEmpty(), "the engine has no timer");
        assertFalse(start.persistent().contains(true), "a persistent timer: " + start.persistent());
    }

    @Test
    void reachesTheDriverThroughTheDatasourceOfTheName() throws Exception {
        try (Connection connection = database.getConnection()) {
            assertTrue(connection.unwrap(PGConnection.class).getBackendPID() > 0);
        }
    }

    @Test
    void runsMethodsOfBeansAsJobs() {
        OrderNote note = new OrderNote();
        note.setText("urgent");
        List<Orders.Line> lines =
                List.of(new Orders.Line("pen", BigDecimal.ONE), new Orders.Line("ink", new BigDecimal("2.5")));
        Job job = over(methods.submit(Orders::total, lines, note, null));
        assertEquals(JobState.COMPLETED, job.state(), job::toString);
        assertEquals("3.5", job.result().toString());
    }

    @Test
    void runsMethodsOfEnterpriseBeansAsJobs() {
        Job letter = over(methods.submit(Letters::write, "Anna"));
        assertEquals(JobState.COMPLETED, letter.state(), letter::toString);
        assertEquals("\"Dear Anna\"", letter.result().toString());
        Job stamp = over(methods.submit(Stamps::price, 20));
        assertEquals(JobState.COMPLETED, stamp.state(), stamp::toString);
        assertEquals("40", stamp.result().toString());
    }

    @Test
    void tracksACallWhateverBecomesOfItsTransaction() throws Exception {
        transaction.begin();
        try {
            assertTrue(orders.check("pen"));
        } finally {
            transaction.rollback();
        }
        UUID id = jobs.list(new JobQuery(Set.of(), Optional.of("order-check"), Optional.empty(), 1))
                .get(0)
                .id();
        Job job = over(id);
        assertEquals(JobState.COMPLETED, job.state(), job::toString);
        assertEquals("true", job.result().toString());
        assertEquals("pen", job.parameters().getString("product"));
    }

    private UUID submit(String definition, String parameter, String value) {
        return jobs.submit(JobRequest.of(definition, "in-container")
                .withParameters(Json.createObjectBuilder().add(parameter, value).build()));
    }

    private Job over(UUID id) {
        long end = System.nanoTime() + PATIENCE_NANOS;
        while (System.nanoTime() < end) {
            Job job = jobs.find(id).orElseThrow();
            if (job.state().isFinal()) {
                return job;
            }
            LockSupport.parkNanos(LOOK_EVERY_NANOS);
        }
        throw new AssertionError("job " + id + " is not over: " + jobs.find(id));
    }
}
