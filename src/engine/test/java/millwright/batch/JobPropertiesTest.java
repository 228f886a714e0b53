package millwright.batch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import millwright.job.ConcurrencyKey;
import millwright.job.Priority;
import millwright.retry.RetryPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** B10: what a job XML says of how its jobs are treated. */
class JobPropertiesTest {

    private final JobXml jobXml =
            new JobXml(BatchBench.loader(), new ArtifactNames(BatchBench.beans(), BatchBench.loader()));

    @Test
    void eachIsReadFromAPropertyOfTheJob() {
        JobProperties read = properties(
                "queue=night",
                "priority=HIGH",
                "start-timeout=PT10M",
                "timeout=PT1H",
                "total-timeout=P1D",
                "keep=P7D",
                "concurrency=2",
                "max-attempts=3",
                "retry-delay=PT5S",
                "retry-factor=1.5",
                "retry-max-delay=PT1M");
        assertEquals("night", read.queue());
        assertEquals(Priority.HIGH, read.priority());
        assertEquals(Optional.of(Duration.ofMinutes(10)), read.policy().startTimeout());
        assertEquals(Optional.of(Duration.ofHours(1)), read.policy().timeout());
        assertEquals(Optional.of(Duration.ofDays(1)), read.policy().totalTimeout());
        assertEquals(Optional.of(Duration.ofDays(7)), read.policy().keep());
        assertEquals(
                Optional.of(new ConcurrencyKey("definition:given", 2)),
                read.policy().concurrency());
        assertEquals(
                new RetryPolicy(3, Duration.ofSeconds(5), 1.5, Duration.ofMinutes(1)),
                read.policy().retry());
    }

    @Test
    void withoutThemAJobIsTriedOnceInTheDefaultQueue() {
        assertEquals(JobProperties.NONE, properties());
    }

    @Test
    void theJobsOwnPropertiesAreLeftAlone() {
        JobXml.Sound read = jobXml.read("given", document("<property name='colour' value='green'/>"));
        assertEquals("green", read.model().getProperties().get("colour"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    priority=URGENT     | expected one of [CRITICAL, HIGH, NORMAL, LOW]
                    timeout=1 hour      | expected a duration above zero such as PT30M
                    concurrency=0       | expected a whole number from 1
                    max-attempts=often  | expected a number
                    max-attempts=0      | a whole number from 1 to 1000
                    retry-delay=soon    | an ISO-8601 duration
                    queu=night          | (nearest: 'millwright.queue')
                    """)
    void whatMakesNoSenseIsRefusedAtItsLine(String property, String part) {
        JobXmlException refused = assertThrows(JobXmlException.class, () -> properties("queue=night", property));
        assertEquals(1, refused.problems().size());
        assertEquals(4, refused.problems().get(0).line());
        assertTrue(refused.getMessage().contains(part), refused::getMessage);
        assertTrue(refused.getMessage().contains("property 'millwright."), refused::getMessage);
    }

    private JobProperties properties(String... assignments) {
        StringBuilder elements = new StringBuilder();
        for (String assignment : assignments) {
            int at = assignment.indexOf('=');
            elements.append("\n<property name='millwright." + assignment.substring(0, at) + "' value='"
                    + assignment.substring(at + 1) + "'/>");
        }
        return jobXml.read("given", document(elements.toString())).properties();
    }

    private static String document(String properties) {
        return "<job id='j'>\n<properties>" + properties
                + "</properties><step id='a'><batchlet ref='lastBatchlet'/></step></job>";
    }
}
