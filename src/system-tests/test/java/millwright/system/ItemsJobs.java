package millwright.system;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Jobs of ready-made items, with a class for what they read and one that fails now and then, packed as a jar. */
final class ItemsJobs {

    /** Fails once in the middle of each step that it is in, in a way that calls for another attempt. */
    private static final String TRIP =
            """
            package shop;
            import jakarta.batch.api.BatchProperty;
            import jakarta.inject.*;
            import java.util.Set;
            import java.util.concurrent.ConcurrentHashMap;
            import millwright.retry.*;
            @Named @jakarta.enterprise.context.Dependent
            public class Trip implements jakarta.batch.api.chunk.ItemProcessor {
                static final Set<String> TRIPPED = ConcurrentHashMap.newKeySet();
                @Inject @BatchProperty String step;
                int items;
                public Object processItem(Object item) {
                    if (++items == 1_234 && TRIPPED.add(step)) {
                        throw new JobException("TRIPPED", ErrorCategory.TRANSIENT, null, step, null);
                    }
                    return item;
                }
            }
            """;

    /** Makes the entities, fails once as well, and is in the same file. */
    private static final String KEPT =
            """
            package shop;
            import jakarta.inject.*;
            import jakarta.persistence.*;
            import java.util.Map;
            import millwright.retry.*;
            @Entity @Table(name = "kept", schema = "shop")
            public class Kept {
                @Id long id;
                @Named("keep") @jakarta.enterprise.context.Dependent
                public static class Keep implements jakarta.batch.api.chunk.ItemProcessor {
                    static boolean tripped;
                    int items;
                    public Object processItem(Object item) {
                        if (++items == 1_234 && !tripped) {
                            tripped = true;
                            throw new JobException("TRIPPED", ErrorCategory.TRANSIENT, "keep");
                        }
                        Kept kept = new Kept();
                        kept.id = Long.parseLong(((Map<?, ?>) item).get("id").toString());
                        return kept;
                    }
                }
            }
            """;

    /** A batch job is tried again as often as who submits it says. */
    private static final String START =
            """
            package shop;
            import java.time.Duration;
            import millwright.job.*;
            import millwright.retry.RetryPolicy;
            @jakarta.enterprise.context.ApplicationScoped
            public class Start {
                @jakarta.inject.Inject Jobs jobs;
                @millwright.method.BackgroundJob(name = "start")
                public String start() {
                    RetryPolicy retry = new RetryPolicy(9, Duration.ofMillis(50), 1, Duration.ofSeconds(1));
                    return jobs.submit(JobRequest.of("shop", "start").withRetry(retry)).toString();
                }
            }
            """;

    /** Called as one of ours, which goes by its class name then. */
    private static final String OWN_DOWNLOAD =
            """
            package shop;
            @jakarta.inject.Named @jakarta.enterprise.context.Dependent
            public class Download extends jakarta.batch.api.AbstractBatchlet {
                public String process() { return "the application's own"; }
            }
            """;

    private static final String PERSISTENCE =
            """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="shop" transaction-type="JTA">
                <jta-data-source>jdbc/millwright</jta-data-source>
                <class>shop.Kept</class>
                <exclude-unlisted-classes>true</exclude-unlisted-classes>
                <properties>
                  <property name="jakarta.persistence.schema-generation.database.action" value="none"/>
                  <property name="eclipselink.weaving" value="false"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;

    private ItemsJobs() {}

    static Path jar(Path folder, String address, Path cat) throws IOException {
        Path file = folder.resolve("lines.csv");
        String xml =
                """
                <job id="shop" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
                """
                        + batchlet("own", "fetch", "download")
                        + batchlet("fetch", "load", "millwright.items.http.Download", "url", address, "file", "" + file)
                        + chunk(
                                "load",
                                "unload",
                                reader("csvReader", "file", "" + file, "beanType", "shop.Line"),
                                writer("jdbcWriter", "table", "shop.line"))
                        + chunk(
                                "unload",
                                "copy",
                                reader(
                                        "jdbcReader",
                                        "table",
                                        "shop.line",
                                        "key",
                                        "id",
                                        "beanType",
                                        "shop.Line",
                                        "pageSize",
                                        "70"),
                                writer("jsonLinesWriter", "file", folder + "/lines.jsonl.gz"))
                        + chunk(
                                "copy",
                                "back",
                                reader("jsonLinesReader", "file", folder + "/lines.jsonl.gz", "beanType", "shop.Line"),
                                writer("copyWriter", "table", "shop.copied"))
                        + chunk(
                                "back",
                                "keep",
                                reader("jdbcCursorReader", "sql", "SELECT * FROM shop.copied ORDER BY id"),
                                writer("csvWriter", "file", folder + "/back.csv"))
                        + chunk(
                                        "keep",
                                        "show",
                                        reader("csvReader", "file", folder + "/back.csv"),
                                        writer("jpaWriter", "persistenceUnit", "shop"))
                                .replace("ref=\"trip\"", "ref=\"keep\"")
                        + batchlet(
                                "show",
                                null,
                                "command",
                                "program",
                                "" + cat,
                                "argument.1",
                                folder + "/back.csv",
                                "mostLines",
                                "5")
                        + "</job>";
        return JobJar.at(folder.resolve("jobs/shop.jar"))
                .with("META-INF/beans.xml", "")
                .type("shop.Trip", TRIP, JobJar.ofTheServer("millwright-engine", folder))
                .type(
                        "shop.Line",
                        "package shop; public record Line(long id, String name, java.math.BigDecimal amount) {}")
                .type("shop.Start", START, JobJar.ofTheServer("millwright-engine", folder))
                .type("shop.Download", OWN_DOWNLOAD)
                .type("shop.Kept", KEPT, JobJar.ofTheServer("millwright-engine", folder))
                .with("META-INF/persistence.xml", PERSISTENCE)
                .with("META-INF/batch-jobs/shop.xml", xml)
                .with(
                        "META-INF/batch-jobs/refused.xml",
                        "<job id=\"refused\" xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"2.0\">"
                                + chunk(
                                        "only",
                                        null,
                                        reader("csvReader", "file", "" + file, "separater", ";"),
                                        writer("jdbcWriter", "table", "shop.line"))
                                + "</job>")
                .close();
    }

    private static String chunk(String id, String next, String reader, String writer) {
        return "<step id=\"" + id + "\"" + (next == null ? "" : " next=\"" + next + "\"")
                + "><chunk item-count=\"100\" skip-limit=\"1\">" + reader
                + "<processor ref=\"trip\">" + properties("step", id) + "</processor>" + writer
                + "<skippable-exception-classes><include class=\"millwright.batch.InvalidItemException\"/>"
                + "</skippable-exception-classes></chunk></step>\n";
    }

    private static String batchlet(String id, String next, String ref, String... properties) {
        return "<step id=\"" + id + "\"" + (next == null ? "" : " next=\"" + next + "\"") + "><batchlet ref=\"" + ref
                + "\">" + properties(properties) + "</batchlet></step>\n";
    }

    private static String reader(String ref, String... properties) {
        return "<reader ref=\"" + ref + "\">" + properties(properties) + "</reader>";
    }

    private static String writer(String ref, String... properties) {
        return "<writer ref=\"" + ref + "\">" + properties(properties) + "</writer>";
    }

    private static String properties(String... namesAndValues) {
        return IntStream.range(0, namesAndValues.length / 2)
                .mapToObj(i -> "<property name=\"" + namesAndValues[2 * i] + "\" value=\"" + namesAndValues[2 * i + 1]
                        + "\"/>")
                .collect(Collectors.joining("", "<properties>", "</properties>"));
    }
}
