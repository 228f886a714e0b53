package millwright.job;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.job.SubmitStore.Name;

/**
 * Jobs that are submitted together, of which those with one unique key are one job: the first. The others are never
 * written, and who depends on them depends on that, and once.
 */
final class SameJobs {

    private final Map<UUID, UUID> sameAs = new HashMap<>();
    private final List<CheckedJob> firsts = new ArrayList<>();

    SameJobs(Collection<CheckedJob> jobs) {
        Map<Name, UUID> named = new HashMap<>();
        List<CheckedJob> first = new ArrayList<>();
        for (CheckedJob job : jobs) {
            UUID other = name(job).map(n -> named.putIfAbsent(n, job.id())).orElse(null);
            if (other == null) {
                first.add(job);
            } else {
                sameAs.put(job.id(), other);
            }
        }
        first.forEach(job -> firsts.add(dependingOnFirsts(job)));
    }

    static Optional<Name> name(CheckedJob job) {
        return job.unique().map(unique -> new Name(job.definition(), unique.key()));
    }

    /** Those that are to be written. */
    List<CheckedJob> firsts() {
        return firsts;
    }

    /** The others, each with the job it is the same as. */
    Map<UUID, UUID> others() {
        return sameAs;
    }

    /**
     * Those of {@link #firsts} that wait for themselves, because a job they wait for is the same as they are or as one
     * that waits for them; others that wait for these are among them.
     */
    Set<UUID> waitingForThemselves() {
        if (sameAs.isEmpty()) {
            return Set.of();
        }
        Set<UUID> together = firsts.stream().map(CheckedJob::id).collect(Collectors.toSet());
        Map<UUID, Set<UUID>> waitsFor = new HashMap<>();
        for (CheckedJob job : firsts) {
            waitsFor.put(
                    job.id(),
                    job.dependencies().stream()
                            .map(Dependency::job)
                            .filter(together::contains)
                            .collect(Collectors.toSet()));
        }
        return Circles.in(waitsFor).keySet();
    }

    private CheckedJob dependingOnFirsts(CheckedJob job) {
        if (job.dependencies().size() + sameAs.size() < 2) {
            return job;
        }
        Map<UUID, Dependency.OnFailure> byJob = new LinkedHashMap<>();
        job.dependencies()
                .forEach(dependency -> byJob.merge(
                        sameAs.getOrDefault(dependency.job(), dependency.job()),
                        dependency.onFailure(),
                        (one, other) -> one.name().compareTo(other.name()) <= 0 ? one : other));
        return job.dependingOn(byJob.entrySet().stream()
                .map(each -> new Dependency(each.getKey(), each.getValue()))
                .toList());
    }
}
