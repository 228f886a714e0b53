package millwright.system;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Two jobs as the Jakarta EE tutorial teaches them, and users bring them: {@code webserverlog} reads a log, filters it
 * into another file and analyses that, under listeners; {@code phonebilling} keeps call records by JPA and makes a bill of
 * each number, in partitions of a mapper of its own. They know Jakarta EE alone. Their persistence unit is injected by its
 * name, for the server's sample has one beside it.
 */
final class TutorialJobs {

    static final int LINES = 240;
    static final int CALLS = 120;
    static final int NUMBERS = 7;

    /** In the namespace of Java EE, as when these jobs were written. */
    private static final String WEB_SERVER_LOG =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <job id="webserverlog" xmlns="http://xmlns.jcp.org/xml/ns/javaee" version="1.0">
                <properties>
                    <property name="log_file_name" value="log1.txt"/>
                    <property name="filtered_file_name" value="#{jobParameters['folder']}/filtered1.txt"/>
                    <property name="num_browsers" value="2"/>
                    <property name="browser_1" value="Tablet Browser D"/>
                    <property name="browser_2" value="Tablet Browser E"/>
                    <property name="buy_page" value="/auth/buy.html"/>
                    <property name="out_file_name" value="#{jobParameters['folder']}/result1.txt"/>
                </properties>
                <listeners>
                    <listener ref="InfoJobListener"/>
                </listeners>
                <step id="mobilefilter" next="mobileanalyzer">
                    <listeners>
                        <listener ref="InfoItemProcessListener"/>
                    </listeners>
                    <chunk checkpoint-policy="item" item-count="10">
                        <reader ref="LogLineReader"></reader>
                        <processor ref="LogLineProcessor"></processor>
                        <writer ref="LogFilteredLineWriter"></writer>
                    </chunk>
                </step>
                <step id="mobileanalyzer">
                    <batchlet ref="MobileBatchlet"></batchlet>
                    <end on="COMPLETED"/>
                </step>
            </job>
            """;

    private static final String PHONE_BILLING =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <job id="phonebilling" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
                <properties>
                    <property name="calls_file" value="calls.txt"/>
                    <property name="airtime_price" value="0.08"/>
                    <property name="tax_rate" value="0.25"/>
                </properties>
                <step id="callrecords" next="bills">
                    <chunk checkpoint-policy="item" item-count="10">
                        <reader ref="CallRecordReader"></reader>
                        <writer ref="CallRecordWriter"></writer>
                    </chunk>
                </step>
                <step id="bills">
                    <chunk checkpoint-policy="item" item-count="2">
                        <reader ref="BillReader">
                            <properties>
                                <property name="firstItem" value="#{partitionPlan['firstItem']}"/>
                                <property name="numItems" value="#{partitionPlan['numItems']}"/>
                            </properties>
                        </reader>
                        <processor ref="BillProcessor"></processor>
                        <writer ref="BillWriter">
                            <properties>
                                <property name="folder" value="#{jobParameters['folder']}"/>
                            </properties>
                        </writer>
                    </chunk>
                    <partition>
                        <mapper ref="BillPartitionMapper"/>
                    </partition>
                    <end on="COMPLETED"/>
                </step>
            </job>
            """;

    private static final String PERSISTENCE =
            """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="phone" transaction-type="JTA">
                <jta-data-source>jdbc/millwright</jta-data-source>
                <properties>
                  <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                </properties>
              </persistence-unit>
            </persistence>
            """;

    private TutorialJobs() {}

    /** The folder with the jar. */
    static Path folder(Path folder) throws IOException {
        Path jobs = Files.createDirectories(folder.resolve("jobs"));
        JobJar.at(jobs.resolve("tutorial.jar"))
                .with("META-INF/beans.xml", "")
                .with("META-INF/persistence.xml", PERSISTENCE)
                .with("META-INF/batch-jobs/webserverlog.xml", WEB_SERVER_LOG)
                .with("META-INF/batch-jobs/phonebilling.xml", PHONE_BILLING)
                .with("log1.txt", log())
                .with("calls.txt", calls())
                .type("tutorial.WebServerLog", TutorialSources.WEB_SERVER_LOG)
                .type("tutorial.PhoneBilling", TutorialSources.PHONE_BILLING)
                .close();
        return jobs;
    }

    /** Each fourth visit is by one of the two tablets, and each eighth buys on one. */
    private static String log() {
        return IntStream.range(0, LINES)
                .mapToObj(i -> "192.168.0." + i + "; 11/15/13 10:" + i % 60 + ":00; "
                        + (i % 8 == 0 ? "/auth/buy.html" : "/index.html") + "; "
                        + (i % 8 == 0 ? "Tablet Browser D" : i % 8 == 4 ? "Tablet Browser E" : "Desktop Browser A"))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** The number that called, and for how many seconds. */
    private static String calls() {
        return IntStream.range(0, CALLS)
                .mapToObj(i -> "555-010" + i % NUMBERS + "," + 60 * (1 + i % NUMBERS))
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
