package millwright.web.worker;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import millwright.external.WorkLine;
import millwright.external.WorkRequest;
import millwright.job.InvalidRequestException;
import millwright.job.Progress;
import millwright.job.Violation;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.web.json.JsonDocument;
import millwright.web.worker.WorkReports.Report;
import org.junit.jupiter.api.Test;

/** Holds W12 for workers: every body is read whole, and refused by the names of what does not fit. */
class WorkBodiesTest {

    @Test
    void readsAClaim() {
        assertEquals(
                new WorkRequest(
                        "printer-1",
                        Optional.of("mail"),
                        List.of("letter"),
                        7,
                        Duration.ofSeconds(30),
                        Duration.ofSeconds(20)),
                ClaimRequest.read(
                        "{\"worker\":\"printer-1\",\"definitions\":[\"letter\"],\"most\":7,\"lease\":\"PT30S\","
                                + "\"wait\":\"PT20S\"}",
                        "mail"));
        assertEquals(
                WorkRequest.of("printer-1").withQueue("mail"), ClaimRequest.read("{\"worker\":\"printer-1\"}", "mail"));
    }

    @Test
    void refusesAClaimByTheNamesOfWhatDoesNotFit() {
        assertEquals(
                List.of("/definitions", "/lease", "/most", "/wait", "/worker"),
                refused(() -> ClaimRequest.read(
                        "{\"definitions\":[],\"most\":1001,\"lease\":\"PT1S\",\"wait\":\"PT2M\"}", "mail")));
        assertEquals(
                List.of("/patience"), refused(() -> ClaimRequest.read("{\"worker\":\"w\",\"patience\":1}", "mail")));
    }

    @Test
    void readsWhatIsSaidUnderALease() {
        assertEquals(
                new Report<>("t", new Progress(0.5, "half", JsonValue.EMPTY_JSON_OBJECT, 10, 1L << 40)),
                WorkReports.progress("{\"lease_token\":\"t\",\"fraction\":0.5,\"message\":\"half\","
                        + "\"records_processed\":10,\"records_failed\":\"1099511627776\"}"));
        assertEquals(
                new Report<>(
                        "t",
                        List.of(
                                new WorkLine(
                                        Optional.of(Instant.parse("2026-01-02T03:04:05Z")),
                                        System.Logger.Level.ERROR,
                                        "broke"),
                                new WorkLine(Optional.empty(), System.Logger.Level.INFO, "on"))),
                WorkReports.log("{\"lease_token\":\"t\",\"lines\":[{\"at\":\"2026-01-02T03:04:05Z\","
                        + "\"level\":\"ERROR\",\"message\":\"broke\"},{\"message\":\"on\"}]}"));
        assertEquals(
                new Report<>("t", Optional.of(JsonDocument.text("done"))),
                WorkReports.completion("{\"lease_token\":\"t\",\"result\":\"done\"}"));
        assertEquals(new Report<>("t", Optional.empty()), WorkReports.completion("{\"lease_token\":\"t\"}"));
        assertEquals(
                new Report<>("t", new JobError("BUSY", ErrorCategory.TRANSIENT, "later", Duration.ofSeconds(30))),
                WorkReports.failure("{\"lease_token\":\"t\",\"error\":{\"code\":\"BUSY\",\"category\":\"TRANSIENT\","
                        + "\"message\":\"later\",\"retry_after\":\"PT30S\"}}"));
    }

    @Test
    void refusesWhatIsSaidWithoutALease() {
        assertEquals(List.of("/lease_token"), refused(() -> WorkReports.leaseOnly("{}")));
        assertEquals(List.of("/fraction", "/lease_token"), refused(() -> WorkReports.progress("{}")));
        assertEquals(List.of("/lease_token", "/lines"), refused(() -> WorkReports.log("{\"lines\":[]}")));
        assertEquals(List.of("/error", "/lease_token"), refused(() -> WorkReports.failure("{}")));
    }

    @Test
    void namesThePlaceOfWhatDoesNotFitInside() {
        assertEquals(
                List.of("/lines/1/level", "/lines/1/mesage", "/lines/1/message"),
                refused(() -> WorkReports.log("{\"lease_token\":\"t\",\"lines\":[{\"message\":\"a\"},"
                        + "{\"mesage\":\"b\",\"level\":\"LOUD\"}]}")));
        assertEquals(
                List.of("/error/category", "/error/code"),
                refused(() -> WorkReports.failure("{\"lease_token\":\"t\",\"error\":{}}")));
        assertEquals(
                List.of("/fraction"), refused(() -> WorkReports.progress("{\"lease_token\":\"t\",\"fraction\":1.1}")));
    }

    @Test
    void readsAJobThatItsCallerDoesItself() {
        StartRequest request = StartRequest.read(
                "{\"definition\":\"letter\",\"worker\":\"w\",\"lease\":\"PT5S\",\"queue\":\"mail\",\"tags\":[\"a\"]}",
                "anna");
        assertEquals("anna", request.job().submitter());
        assertEquals(Optional.of("mail"), request.job().queue());
        assertEquals(Duration.ofSeconds(5), request.lease());
        assertEquals(List.of("/definition", "/worker"), refused(() -> StartRequest.read("{}", "anna")));
    }

    private static List<String> refused(Runnable reading) {
        return assertThrows(InvalidRequestException.class, reading::run).violations().stream()
                .map(Violation::pointer)
                .sorted()
                .collect(Collectors.toList());
    }
}
