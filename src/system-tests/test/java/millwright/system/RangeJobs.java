package millwright.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Jobs that write ranges of numbers into a table, packed as a jar: {@code spread} in four partitions, two at a time, and
 * {@code side-by-side} in two flows of a split.
 */
final class RangeJobs {

    private static final String SOURCE =
            """
            package range;

            import jakarta.annotation.Resource;
            import jakarta.batch.api.BatchProperty;
            import jakarta.batch.api.chunk.AbstractItemReader;
            import jakarta.batch.api.chunk.AbstractItemWriter;
            import jakarta.enterprise.context.Dependent;
            import jakarta.inject.Inject;
            import jakarta.inject.Named;
            import java.io.Serializable;
            import java.sql.Connection;
            import java.sql.PreparedStatement;
            import java.util.List;
            import javax.sql.DataSource;

            @Named("range")
            @Dependent
            public class Range extends AbstractItemReader {

                @Inject
                @BatchProperty
                String from;

                @Inject
                @BatchProperty
                String to;

                int next;

                @Override
                public void open(Serializable checkpoint) {
                    next = checkpoint == null ? Integer.parseInt(from) : (Integer) checkpoint;
                }

                @Override
                public Object readItem() {
                    return next > Integer.parseInt(to) ? null : next++;
                }

                @Override
                public Serializable checkpointInfo() {
                    return next;
                }

                @Named("rangeTable")
                @Dependent
                public static class Table extends AbstractItemWriter {

                    @Inject
                    @BatchProperty
                    String job;

                    @Resource(lookup = "jdbc/millwright")
                    DataSource database;

                    @Override
                    public void writeItems(List<Object> items) throws Exception {
                        try (Connection connection = database.getConnection();
                                PreparedStatement insert =
                                        connection.prepareStatement("INSERT INTO range.item VALUES (?, ?)")) {
                            for (Object item : items) {
                                insert.setString(1, job);
                                insert.setInt(2, (Integer) item);
                                insert.addBatch();
                            }
                            insert.executeBatch();
                        }
                    }
                }
            }
            """;

    private static final String SPREAD =
            """
            <job id="spread" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
              <step id="ranges">
                %s
                <partition>
                  <plan partitions="4" threads="2">
                    <properties partition="0">%s</properties>
                    <properties partition="1">%s</properties>
                    <properties partition="2">%s</properties>
                    <properties partition="3">%s</properties>
                  </plan>
                </partition>
              </step>
            </job>
            """
                    .formatted(
                            chunk("spread", "#{partitionPlan['from']}", "#{partitionPlan['to']}"),
                            range("1", "1000"),
                            range("1001", "2000"),
                            range("2001", "3000"),
                            range("3001", "4000"));

    private static final String SIDE_BY_SIDE =
            """
            <job id="side-by-side" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
              <split id="both" next="after">
                <flow id="one"><step id="first">%s</step></flow>
                <flow id="two"><step id="second">%s</step></flow>
              </split>
              <step id="after">%s</step>
            </job>
            """
                    .formatted(
                            chunk("side-by-side", "1", "1000"),
                            chunk("side-by-side", "1001", "2000"),
                            chunk("side-by-side", "2001", "3000"));

    private RangeJobs() {}

    private static String chunk(String job, String from, String to) {
        return "<chunk item-count=\"100\"><reader ref=\"range\"><properties>" + range(from, to)
                + "</properties></reader><writer ref=\"rangeTable\"><properties>" + property("job", job)
                + "</properties></writer></chunk>";
    }

    private static String range(String from, String to) {
        return property("from", from) + property("to", to);
    }

    private static String property(String name, String value) {
        return "<property name=\"" + name + "\" value=\"" + value + "\"/>";
    }

    /** The folder with the jar. */
    static Path folder(Path folder) throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        JobJar.at(jobs.resolve("range.jar"))
                .with("META-INF/beans.xml", "")
                .with("META-INF/batch-jobs/spread.xml", SPREAD)
                .with("META-INF/batch-jobs/side-by-side.xml", SIDE_BY_SIDE)
                .type("range.Range", SOURCE)
                .close();
        return jobs;
    }
}
