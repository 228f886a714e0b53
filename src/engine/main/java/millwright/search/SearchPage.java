package millwright.search;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import millwright.job.Job;

/**
 * What a search has found.
 *
 * @param next where the next page begins; empty when there is none
 * @param scannedUntil how far a search came whose time was up: all that fit and lie before it, in the order asked for,
 *     are found; empty for a whole page
 * @param since from when on was searched because the query named no range and needs one; else empty
 */
public record SearchPage(
        List<Job> jobs, Optional<Place> next, Optional<Instant> scannedUntil, Optional<Instant> since) {}
