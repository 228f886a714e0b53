package millwright.model;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import millwright.job.JobRequest;
import millwright.job.UniqueKey;
import millwright.job.UniqueKey.Until;

/** Which job has which unique key, by the rules alone. */
final class Names {

    private record Hold(UUID job, Until until, Instant expiresAt) {}

    private final Map<String, Hold> holds = new HashMap<>();

    /** The job that has the key that {@code request} asks for. */
    Optional<UUID> holder(JobRequest request, Instant now) {
        return request.unique()
                .map(unique -> holds.get(name(request, unique)))
                .filter(hold -> hold.expiresAt() == null || hold.expiresAt().isAfter(now))
                .map(Hold::job);
    }

    void take(UUID job, JobRequest request, Instant now) {
        request.unique()
                .ifPresent(unique -> holds.put(
                        name(request, unique),
                        new Hold(
                                job,
                                unique.until(),
                                unique.period().map(now::plus).orElse(null))));
    }

    /** Whether a dead letter can have its key again, or does not need one. */
    boolean canTakeAgain(UUID job, JobRequest request, Instant now) {
        return !needsAgain(request) || holder(request, now).map(job::equals).orElse(true);
    }

    /** A key until the end is needed for as long as the job is not over. */
    static boolean needsAgain(JobRequest request) {
        return request.unique().map(unique -> unique.until() == Until.FINISHED).orElse(false);
    }

    void begun(UUID job) {
        holds.values().removeIf(hold -> hold.job().equals(job) && hold.until() == Until.STARTED);
    }

    void ended(UUID job) {
        holds.values().removeIf(hold -> hold.job().equals(job) && hold.until() != Until.PERIOD);
    }

    void clear() {
        holds.clear();
    }

    private static String name(JobRequest request, UniqueKey unique) {
        return request.definition() + "/" + unique.key();
    }
}
