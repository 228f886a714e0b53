package millwright.benchmarks.batch;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Spring Batch with its repository on the same pool as its jobs. */
final class SpringBatch implements Load, CallerBatchlets.OneBatchlet {

    static final String LOAD = "loadJob";
    static final String PARTITIONED = "partitionedJob";
    static final String BATCHLET = "batchletJob";

    private static final String TABLES = "/org/springframework/batch/core/schema-postgresql.sql";

    private final AtomicLong starts = new AtomicLong();
    private final AnnotationConfigApplicationContext context;
    private final Input input = new Input();
    private final JobOperator operator;

    /** The files of the job that runs. */
    static final class Input {

        private volatile List<Path> files = List.of();

        List<Path> files() {
            return files;
        }
    }

    SpringBatch(DataSource pool) throws IOException, SQLException {
        makeTables(pool);
        context = new AnnotationConfigApplicationContext();
        context.registerBean("dataSource", DataSource.class, () -> pool);
        context.registerBean(Input.class, () -> input);
        context.register(SpringJobs.class);
        context.refresh();
        operator = context.getBean(JobOperator.class);
    }

    private static void makeTables(DataSource pool) throws IOException, SQLException {
        try (InputStream script = JobRepository.class.getResourceAsStream(TABLES);
                Connection connection = pool.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(new String(script.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @Override
    public void load(List<Path> files) throws Exception {
        input.files = files;
        run(files.size() == 1 ? LOAD : PARTITIONED, files.get(0).toString());
    }

    @Override
    public void runOne() throws Exception {
        run(BATCHLET, "");
    }

    private void run(String job, String file) throws Exception {
        JobExecution execution = operator.start(
                context.getBean(job, Job.class),
                new JobParametersBuilder()
                        .addString("file", file)
                        .addLong("start", starts.incrementAndGet())
                        .toJobParameters());
        if (execution.getStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException(execution.toString());
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
