package millwright.container.jobs;

import jakarta.annotation.Resource;
import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import javax.sql.DataSource;
import millwright.container.Rows;
import millwright.job.Attempt;

/** Writes each number with the id of the transaction it is written in. */
@Named
@Dependent
public class NumberWriter extends AbstractItemWriter {

    @Resource(lookup = "jdbc/millwright")
    private DataSource database;

    @Inject
    private Attempt attempt;

    @Override
    public void writeItems(List<Object> numbers) {
        numbers.forEach(number -> Rows.run(
                database,
                "INSERT INTO numbers.written VALUES ('" + attempt.jobId() + "', " + number + ", txid_current())"));
    }
}
