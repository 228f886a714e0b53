package millwright.audit;

import java.time.Instant;

/**
 * An entry as it was kept.
 *
 * @param id grows with each entry
 * @param times how often; more than once for refusals only
 */
public record AuditRecord(long id, Instant at, int times, AuditEntry entry) {}
