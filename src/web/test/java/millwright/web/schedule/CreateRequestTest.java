package millwright.web.schedule;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import millwright.access.Caller;
import millwright.access.Role;
import millwright.job.InvalidRequestException;
import millwright.job.Priority;
import millwright.job.Violation;
import millwright.schedule.ScheduleRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds W12 for schedules. */
class CreateRequestTest {

    private static final Caller CALLER = new Caller("anna", Role.ADMIN);

    @Test
    void readsEveryMember() {
        ScheduleRequest request = CreateRequest.read(
                """
                {"name": "nightly", "cron": "30 2 * * *", "time_zone": "Europe/Berlin", "definition": "tiny",
                 "parameters": {"year": 2001}, "priority": "HIGH", "enabled": false}
                """,
                CALLER);

        assertEquals("nightly", request.name());
        assertEquals("30 2 * * *", request.cron());
        assertEquals("Europe/Berlin", request.timeZone());
        assertEquals("tiny", request.definition());
        assertEquals(2001, request.parameters().getInt("year"));
        assertEquals(Optional.of(Priority.HIGH), request.priority());
        assertEquals(false, request.enabled());
        assertEquals("anna", request.submitter());
    }

    @Test
    void isEnabledInUtcUnlessAsked() {
        ScheduleRequest request =
                CreateRequest.read("{\"name\":\"n\",\"cron\":\"@daily\",\"definition\":\"tiny\"}", CALLER);

        assertEquals("UTC", request.timeZone());
        assertEquals(true, request.enabled());
        assertEquals(Optional.empty(), request.priority());
        assertEquals(0, request.parameters().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "name":7                | /name      | is a number, expected a text
                    "cron":["@daily"]       | /cron      | is an array, expected a text
                    "cron":null             | /cron      | is required: a text
                    "time_zone":2           | /time_zone | is a number, expected a text
                    "enabled":"yes"         | /enabled   | is a text, expected true or false
                    "enabled":1             | /enabled   | is a number, expected true or false
                    "priority":"URGENT"     | /priority  | is 'URGENT', expected one of CRITICAL, HIGH, NORMAL, LOW
                    "parameters":[]         | /parameters | is an array, expected an object
                    "timezone":"UTC"        | /timezone  | unknown member 'timezone' (nearest: 'time_zone')
                    """)
    void pointsAtWhatDoesNotFit(String member, String pointer, String detail) {
        String name = member.replaceFirst("^\"(\\w+)\".*", "$1");
        StringBuilder body = new StringBuilder("{").append(member);
        for (String required : List.of("name", "cron", "definition")) {
            if (!required.equals(name)) {
                body.append(",\"").append(required).append("\":\"x\"");
            }
        }
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> CreateRequest.read(body + "}", CALLER));

        assertEquals(List.of(new Violation(pointer, detail)), refused.violations());
    }

    @Test
    void namesAllThatIsMissingAtOnce() {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> CreateRequest.read("{}", CALLER));

        assertEquals(
                List.of("/name", "/cron", "/definition"),
                refused.violations().stream().map(Violation::pointer).toList());
    }
}
