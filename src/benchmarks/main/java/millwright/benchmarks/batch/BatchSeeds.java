package millwright.benchmarks.batch;

import java.sql.SQLException;
import millwright.benchmarks.DatabaseServer;
import millwright.benchmarks.Seeds;

/** Fills a database with batch jobs that are over, straight into the tables. */
final class BatchSeeds {

    private static final String INSTANCES =
            """
            INSERT INTO millwright.job_instance (job_id, job_name, step_count)
            SELECT id, '%s', 1 FROM millwright.job_archive
            """;

    private static final String EXECUTIONS =
            """
            INSERT INTO millwright.job_execution (job_instance_id, attempt, lease, node, batch_status, exit_status,
                                                  parameters, started_at, ended_at)
            SELECT i.id, 1, 1, a.node, 'COMPLETED', 'COMPLETED', '{}', a.started_at, a.finished_at
              FROM millwright.job_instance i JOIN millwright.job_archive a ON a.id = i.job_id
            """;

    private static final String STEPS =
            """
            INSERT INTO millwright.step_execution (job_execution_id, step_name, batch_status, exit_status, fraction,
                                                   read_count, write_count, commit_count, reader_checkpoint,
                                                   started_at, ended_at)
            SELECT id, 'load', 'COMPLETED', 'COMPLETED', 1, 1000000, 1000000, 1001, sha512(id::text::bytea),
                   started_at, ended_at
              FROM millwright.job_execution
            """;

    // the server that is to be measured makes one that its caller is told of
    private static final String NO_TOKEN = "DELETE FROM millwright.api_token";

    private BatchSeeds() {}

    /**
     * A database with the schema and so many jobs of {@code definition} that ran and completed: a JobInstance, a
     * JobExecution and a step each; its name.
     */
    static String completed(DatabaseServer server, String name, String definition, int jobs) throws SQLException {
        String database = Seeds.migrated(server, name);
        Seeds.archived(server, database, jobs);
        server.execute(database, INSTANCES.formatted(definition), EXECUTIONS, STEPS, NO_TOKEN);
        Seeds.settle(server, database);
        return database;
    }
}
