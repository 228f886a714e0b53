package millwright.web.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import millwright.audit.AuditQuery;
import millwright.web.audit.AuditRequest.Format;
import millwright.web.problem.ProblemException;
import millwright.web.request.OpaqueToken;
import org.junit.jupiter.api.Test;

/** What may be asked of the audit. */
class AuditRequestTest {

    @Test
    void filtersCombine() {
        AuditRequest request = AuditRequest.page(Map.of(
                "actor", List.of("ada"),
                "action", List.of("queues.pause"),
                "target", List.of("/queues/night"),
                "status", List.of("200"),
                "from", List.of("2026-01-01T00:00:00Z"),
                "to", List.of("2026-01-02T01:00:00+01:00"),
                "limit", List.of("7"),
                "page_token", List.of(OpaqueToken.after(42L))));
        assertEquals(
                new AuditRequest(
                        new AuditQuery(
                                Optional.of("ada"),
                                Optional.of("queues.pause"),
                                Optional.of("/queues/night"),
                                Optional.of(200),
                                Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
                                Optional.of(Instant.parse("2026-01-02T00:00:00Z"))),
                        OptionalLong.of(42),
                        7,
                        Format.JSONL),
                request);
    }

    @Test
    void anExportIsOfEitherFormat() {
        assertEquals(
                Format.CSV,
                AuditRequest.export(Map.of("format", List.of("csv"))).format());
        assertEquals(Format.JSONL, AuditRequest.export(Map.of()).format());
        assertEquals(AuditQuery.ALL, AuditRequest.export(Map.of()).query());
    }

    @Test
    void whatDoesNotFitIsRefused() {
        for (Map<String, List<String>> query : List.of(
                Map.of("who", List.of("ada")),
                Map.of("status", List.of("7")),
                Map.of("from", List.of("yesterday")),
                Map.of("to", List.of("+99999-01-01T00:00:00Z")),
                Map.of("limit", List.of("1001")),
                Map.of("page_token", List.of("x")),
                Map.of("format", List.of("csv")))) {
            assertThrows(ProblemException.class, () -> AuditRequest.page(query), query::toString);
        }
        assertThrows(ProblemException.class, () -> AuditRequest.export(Map.of("format", List.of("xml"))));
        assertThrows(ProblemException.class, () -> AuditRequest.export(Map.of("limit", List.of("1"))));
    }
}
