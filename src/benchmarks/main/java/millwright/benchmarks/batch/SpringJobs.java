package millwright.benchmarks.batch;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javax.sql.DataSource;
import millwright.benchmarks.jobs.Customer;
import millwright.benchmarks.jobs.CustomerLine;
import org.springframework.batch.core.configuration.annotation.EnableBatchProcessing;
import org.springframework.batch.core.configuration.annotation.EnableJdbcJobRepository;
import org.springframework.batch.core.configuration.annotation.StepScope;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.partition.Partitioner;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.database.JdbcBatchItemWriter;
import org.springframework.batch.infrastructure.item.database.builder.JdbcBatchItemWriterBuilder;
import org.springframework.batch.infrastructure.item.file.FlatFileItemReader;
import org.springframework.batch.infrastructure.item.file.builder.FlatFileItemReaderBuilder;
import org.springframework.batch.infrastructure.item.file.transform.FieldSet;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.task.SimpleAsyncTaskExecutor;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.annotation.Isolation;

/** The jobs for Spring Batch, of its own ready-made parts. */
@Configuration
@EnableBatchProcessing
// its default, SERIALIZABLE, fails with 40001 when jobs start at once
@EnableJdbcJobRepository(isolationLevelForCreate = Isolation.READ_COMMITTED)
class SpringJobs {

    private static final String FILE = "file";

    private final DataSource pool;
    private final SpringBatch.Input input;

    SpringJobs(DataSource pool, SpringBatch.Input input) {
        this.pool = pool;
        this.input = input;
    }

    @Bean
    PlatformTransactionManager transactionManager() {
        return new JdbcTransactionManager(pool);
    }

    @Bean
    @StepScope
    FlatFileItemReader<CustomerLine> reader(
            @Value("#{stepExecutionContext['file'] ?: jobParameters['file']}") String file) {
        return new FlatFileItemReaderBuilder<CustomerLine>()
                .name("reader")
                .resource(new FileSystemResource(file))
                .delimited()
                .names("id", "name", "amount", "day", "country", "status")
                .fieldSetMapper(SpringJobs::line)
                .build();
    }

    private static CustomerLine line(FieldSet fields) {
        return new CustomerLine(
                fields.readLong(0),
                fields.readString(1),
                fields.readString(2),
                fields.readString(3),
                fields.readString(4),
                fields.readString(5));
    }

    @Bean
    JdbcBatchItemWriter<Customer> writer() {
        return new JdbcBatchItemWriterBuilder<Customer>()
                .dataSource(pool)
                .sql(Customer.INSERT)
                .itemPreparedStatementSetter(Customer::bind)
                .assertUpdates(false)
                .build();
    }

    @Bean
    Step load(
            JobRepository repository,
            PlatformTransactionManager transactions,
            FlatFileItemReader<CustomerLine> reader,
            JdbcBatchItemWriter<Customer> writer) {
        return new StepBuilder("load", repository)
                .<CustomerLine, Customer>chunk(Load.CHUNK)
                .transactionManager(transactions)
                .reader(reader)
                .processor(Customer::of)
                .writer(writer)
                .build();
    }

    @Bean
    Step partitions(JobRepository repository, Step load) {
        Partitioner partitioner = size -> {
            Map<String, ExecutionContext> parts = new HashMap<>();
            for (Path file : input.files()) {
                ExecutionContext part = new ExecutionContext();
                part.putString(FILE, file.toString());
                parts.put(file.getFileName().toString(), part);
            }
            return parts;
        };
        return new StepBuilder("partitions", repository)
                .partitioner("load", partitioner)
                .step(load)
                .gridSize(input.files().size())
                .taskExecutor(new SimpleAsyncTaskExecutor("partition-"))
                .build();
    }

    @Bean
    Step batchlet(JobRepository repository, PlatformTransactionManager transactions) {
        return new StepBuilder("batchlet", repository)
                .tasklet((contribution, context) -> RepeatStatus.FINISHED, transactions)
                .build();
    }

    @Bean
    Job loadJob(JobRepository repository, Step load) {
        return new JobBuilder(SpringBatch.LOAD, repository).start(load).build();
    }

    @Bean
    Job partitionedJob(JobRepository repository, Step partitions) {
        return new JobBuilder(SpringBatch.PARTITIONED, repository)
                .start(partitions)
                .build();
    }

    @Bean
    Job batchletJob(JobRepository repository, Step batchlet) {
        return new JobBuilder(SpringBatch.BATCHLET, repository).start(batchlet).build();
    }
}
