package millwright.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.Json;
import millwright.job.CascadeStore.Felled;

/**
 * Makes the jobs that run again together with a dead letter: those that were cancelled because of it, each as a new job
 * that waits for what the old one waited for, or for what runs in its place.
 */
final class Cascade {

    /** As many as a bulk may have. */
    static final int MOST = 10_000;

    private final CascadeStore store;
    private final KnownJobs knownJobs;
    private final RequestCheck check;

    Cascade(Database database, RequestCheck check) {
        this.store = new CascadeStore(database);
        this.knownJobs = new KnownJobs(database);
        this.check = check;
    }

    /**
     * The new jobs; none for those that somebody has run again already.
     *
     * @param letters the dead letters, and the job that will run in place of each, perhaps itself
     * @param unfit gets those that have a dependent which its definition would not accept today
     */
    Dependents of(Map<UUID, UUID> letters, String by, Map<UUID, String> unfit) {
        if (letters.isEmpty()) {
            return Dependents.NONE;
        }
        List<Felled> felled = store.felled(List.copyOf(letters.keySet()));
        if (felled.size() > MOST) {
            throw new InvalidRequestException(List.of(new Violation(
                    "/cascade",
                    "more than " + MOST + " jobs were cancelled because of these, expected at most that many: ask for"
                            + " fewer at a time")));
        }
        Map<UUID, CheckedJob> again = new HashMap<>();
        Map<UUID, UUID> inPlaceOf = new HashMap<>(letters);
        for (Felled one : felled) {
            one.repeatedBy()
                    .ifPresentOrElse(repetition -> inPlaceOf.put(one.job().id(), repetition), () -> {
                        try {
                            CheckedJob job = again(one.job(), by);
                            again.put(one.job().id(), job);
                            inPlaceOf.put(one.job().id(), job.id());
                        } catch (InvalidRequestException e) {
                            unfit.put(
                                    one.letter(),
                                    "its dependent " + one.job().id() + " cannot run again: " + e.getMessage());
                        }
                    });
        }
        Set<UUID> known = known(felled, inPlaceOf);
        List<CheckedJob> jobs = new ArrayList<>();
        List<UUID> owners = new ArrayList<>();
        for (Felled one : felled) {
            CheckedJob job = again.get(one.job().id());
            if (job != null) {
                jobs.add(job.dependingOn(dependencies(one.job().dependencies(), inPlaceOf, known)));
                owners.add(one.letter());
            }
        }
        return new Dependents(jobs, owners).without(unfit.keySet());
    }

    private CheckedJob again(CheckedJob old, String by) {
        CheckedJob checked =
                check.of(JobRequest.of(old.definition(), by).withParameters(Json.object(old.parameters())));
        return new CheckedJob(
                checked.id(),
                old.definition(),
                old.queue(),
                old.priority(),
                checked.parameters(),
                by,
                old.correlationId(),
                old.tags(),
                old.metadata(),
                old.options(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                old.startTimeout(),
                old.totalTimeout(),
                List.of(),
                old.unique(),
                old.concurrency(),
                old.parent(),
                Optional.of(old.id()),
                Optional.empty(),
                checked.external(),
                Optional.empty());
    }

    /** What is kept of the other jobs they waited for: one that is kept no longer was over long ago. */
    private Set<UUID> known(List<Felled> felled, Map<UUID, UUID> inPlaceOf) {
        Set<UUID> others = felled.stream()
                .flatMap(one -> one.job().dependencies().stream())
                .map(Dependency::job)
                .filter(job -> !inPlaceOf.containsKey(job))
                .collect(Collectors.toSet());
        Set<UUID> known = new HashSet<>(inPlaceOf.values());
        if (!others.isEmpty()) {
            known.addAll(knownJobs.known(others));
        }
        return known;
    }

    private static List<Dependency> dependencies(List<Dependency> old, Map<UUID, UUID> inPlaceOf, Set<UUID> known) {
        Map<UUID, Dependency> found = new HashMap<>();
        for (Dependency one : old) {
            UUID now = last(one.job(), inPlaceOf);
            if (known.contains(now)) {
                // two that one job runs in place of: the stricter counts, which comes first
                found.merge(
                        now,
                        new Dependency(now, one.onFailure()),
                        (a, b) -> a.onFailure().compareTo(b.onFailure()) <= 0 ? a : b);
            }
        }
        return List.copyOf(found.values());
    }

    /** A repetition may have been repeated too. */
    private static UUID last(UUID job, Map<UUID, UUID> inPlaceOf) {
        UUID now = job;
        for (UUID next = inPlaceOf.get(now); next != null && !next.equals(now); next = inPlaceOf.get(now)) {
            now = next;
        }
        return now;
    }
}
