package millwright.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Jobs that write ranges of numbers into a table, packed as a jar: {@code spread} in four partitions, two at a time,
 * {@code side-by-side} in two flows of a split; {@code many} and {@code many-spread} write {@value #MANY} of them in one
 * step and in four partitions.
 */
final class RangeJobs {

    static final int MANY = 200_000;

    /** Many chunks: there is something to be hit. */
    private static final int FEW_A_CHUNK = 200;

    /** Each item with its job, without a key: what is written twice is there twice. */
    static final String TABLE = "CREATE SCHEMA range; CREATE TABLE range.item (job text, number integer);";

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

    private static final String SPREAD = spread("spread", 100, 4_000);

    private static final String MANY_SPREAD = spread("many-spread", FEW_A_CHUNK, MANY);

    private static final String MANY_IN_ONE_STEP =
            """
            <job id="many" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
              <step id="ranges">%s</step>
            </job>
            """
                    .formatted(chunk("many", FEW_A_CHUNK, "1", "" + MANY));

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
                            chunk("side-by-side", 100, "1", "1000"),
                            chunk("side-by-side", 100, "1001", "2000"),
                            chunk("side-by-side", 100, "2001", "3000"));

    private RangeJobs() {}

    /** In four partitions of one size, two at a time. */
    private static String spread(String job, int itemCount, int items) {
        int size = items / 4;
        String plan = IntStream.range(0, 4)
                .mapToObj(i -> "<properties partition=\"" + i + "\">" + range("" + (i * size + 1), "" + (i + 1) * size)
                        + "</properties>\n")
                .collect(Collectors.joining());
        return """
               <job id="%s" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
                 <step id="ranges">
                   %s
                   <partition><plan partitions="4" threads="2">%s</plan></partition>
                 </step>
               </job>
               """
                .formatted(job, chunk(job, itemCount, "#{partitionPlan['from']}", "#{partitionPlan['to']}"), plan);
    }

    private static String chunk(String job, int itemCount, String from, String to) {
        return "<chunk item-count=\"" + itemCount + "\"><reader ref=\"range\"><properties>" + range(from, to)
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
                .with("META-INF/batch-jobs/many.xml", MANY_IN_ONE_STEP)
                .with("META-INF/batch-jobs/many-spread.xml", MANY_SPREAD)
                .type("range.Range", SOURCE)
                .close();
        return jobs;
    }
}
