package millwright.benchmarks.batch;

import jakarta.batch.operations.JobOperator;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jberet.creation.BatchBeanProducer;
import org.jberet.creation.BatchCDIExtension;
import org.jberet.runtime.JobExecutionImpl;
import org.jboss.weld.bootstrap.api.helpers.RegistrySingletonProvider;
import org.jboss.weld.environment.se.Weld;
import org.jboss.weld.environment.se.WeldContainer;

/**
 * JBeret in plain Java, as {@code jberet.properties} sets it up: its JDBC repository, on the pool. By itself it would
 * open a new connection for each statement.
 */
final class JBeretSe implements Load, CallerBatchlets.OneBatchlet {

    private static final long PATIENCE_SECONDS = 900;

    private final WeldContainer beans;
    private final JobOperator operator;

    JBeretSe(DataSource pool) {
        PoolDriver.register(pool);
        JBeretArtifacts.use(pool);
        // JBeret takes the container of this name; by itself it would scan the class path, other contenders' jobs and
        // all
        beans = new Weld(RegistrySingletonProvider.STATIC_INSTANCE)
                .disableDiscovery()
                .addExtension(new BatchCDIExtension())
                .addBeanClass(BatchBeanProducer.class)
                .initialize();
        operator = BatchRuntime.getJobOperator();
    }

    @Override
    public void load(List<Path> files) throws Exception {
        Properties parameters = new Properties();
        parameters.setProperty("chunk", Integer.toString(CHUNK));
        parameters.setProperty("files", files.stream().map(Path::toString).collect(Collectors.joining(",")));
        run(files.size() == 1 ? "jberet-load" : "jberet-load-partitioned", parameters);
    }

    @Override
    public void runOne() throws Exception {
        run("jberet-batchlet", new Properties());
    }

    private void run(String job, Properties parameters) throws Exception {
        JobExecutionImpl execution = (JobExecutionImpl) operator.getJobExecution(operator.start(job, parameters));
        execution.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (execution.getBatchStatus() != BatchStatus.COMPLETED) {
            throw new IllegalStateException(job + " ended " + execution.getBatchStatus());
        }
    }

    @Override
    public void close() {
        beans.close();
    }
}
