package millwright.batch;

import jakarta.batch.api.chunk.AbstractItemWriter;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.List;
import millwright.job.Attempt;

/** Writes the numbers, with the attempt that did, into a table without a key: what is written twice is there twice. */
@Named
@Dependent
public class NumbersWriter extends AbstractItemWriter {

    @Inject
    private Attempt attempt;

    @Override
    public void writeItems(List<Object> items) throws Exception {
        Script script = Script.current();
        script.beforeWriting.at(items);
        try (Connection connection = script.dataSource.getConnection();
                PreparedStatement insert = connection.prepareStatement("INSERT INTO written VALUES (?, ?)")) {
            for (Object item : items) {
                insert.setInt(1, (Integer) item);
                insert.setInt(2, attempt.number());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        script.afterWriting.at(items);
    }
}
