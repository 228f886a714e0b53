package millwright.web.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import millwright.job.InvalidRequestException;
import millwright.job.Violation;
import millwright.queue.QueueLimits;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds W100 and W101: what is asked of a queue is read whole, and refused by the name of what does not fit. */
class QueueRequestsTest {

    @Test
    void readsAllLimitsAndNoneForWhatIsLeftOut() {
        assertEquals(
                new QueueLimits(7, Optional.of(3), Optional.of(new QueueLimits.Rate(10, Duration.ofSeconds(60)))),
                QueueRequests.limits("{\"weight\":7,\"max_running\":3,\"rate\":{\"jobs\":10,\"period\":\"PT1M\"}}"));
        assertEquals(QueueLimits.NONE, QueueRequests.limits("{}"));
        assertEquals(QueueLimits.NONE, QueueRequests.limits("{\"weight\":null,\"max_running\":null,\"rate\":null}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"weight\":0} | /weight | is 0, expected a whole number from 1 to 1000",
                "{\"weight\":1.5} | /weight | is 1.5, expected a whole number from 1 to 1000",
                "{\"max_running\":99999999999999999999} | /max_running | is 99999999999999999999, expected a whole"
                        + " number from 1 to 1000000",
                "{\"rate\":{\"jobs\":1}} | /rate/period | is required: an ISO-8601 duration",
                "{\"rate\":{\"jobs\":1,\"period\":\"PT0S\"}} | /rate/period | is 'PT0S', expected an ISO-8601 duration"
                        + " from PT0.001S to PT8784H",
                "{\"rate\":{\"jobs\":1,\"period\":\"PT1S\",\"per\":1}} | /rate/per | unknown member 'per' (nearest:"
                        + " 'period')",
                "{\"wait\":1} | /wait | unknown member 'wait' (nearest: 'rate')",
            })
    void refusesWhatDoesNotFitByItsName(String body, String pointer, String detail) {
        assertEquals(List.of(new Violation(pointer, detail)), refusal(() -> QueueRequests.limits(body)));
    }

    @Test
    void aPauseSaysWhy() {
        assertEquals("month end", QueueRequests.reason("{\"reason\":\"month end\"}"));
        assertEquals(
                List.of(new Violation("/reason", "is required: a text")), refusal(() -> QueueRequests.reason("{}")));
    }

    private static List<Violation> refusal(Runnable reading) {
        return assertThrows(InvalidRequestException.class, reading::run).violations();
    }
}
