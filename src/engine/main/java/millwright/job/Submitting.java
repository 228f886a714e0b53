package millwright.job;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import millwright.database.Database;

/**
 * Accepts jobs: checks all of them before the first statement, then writes them in one. A unique key that is taken leads
 * to the job that has it.
 */
final class Submitting {

    private static final int MOST = 10_000;

    private final SubmitStore store;
    private final KeyStore keys;
    private final KnownJobs knownJobs;
    private final RequestCheck check;

    Submitting(Database database, RequestCheck check) {
        this.store = new SubmitStore(database);
        this.keys = new KeyStore(database);
        this.knownJobs = new KnownJobs(database);
        this.check = check;
    }

    /** @throws InvalidRequestException when the request does not fit */
    Submission one(JobRequest request) {
        CheckedJob job = checked(request);
        if (job.isPlain()) {
            store.insertPlain(job);
            return Submission.created(job.id());
        }
        return write(List.of(job)).get(job.id());
    }

    /**
     * The same under a key; empty when the key has led to something else, and nothing was written then.
     *
     * @throws InvalidRequestException when the request does not fit
     */
    Optional<List<Submission>> one(JobRequest request, IdempotencyKey key) {
        return once(1, Map.of(0, checked(request)), Map.of(), key);
    }

    private CheckedJob checked(JobRequest request) {
        CheckedJob job = check.of(request);
        Map<Integer, List<Violation>> violations = new HashMap<>();
        refuseUnknownDependencies(new HashMap<>(Map.of(0, job)), violations);
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations.get(0));
        }
        return job;
    }

    /** @throws InvalidRequestException naming every item that does not fit, by its index; nothing was written then */
    List<Submission> all(List<JobRequest> requests) {
        BulkCheck bulk = checked(requests);
        return inOrder(requests, allOf(bulk), bulk.violations());
    }

    /** The same under a key, as {@link #one(JobRequest, IdempotencyKey)}. */
    Optional<List<Submission>> all(List<JobRequest> requests, IdempotencyKey key) {
        return once(requests.size(), allOf(checked(requests)), Map.of(), key);
    }

    private Map<Integer, CheckedJob> allOf(BulkCheck bulk) {
        Map<Integer, CheckedJob> jobs = bulk.check();
        refuseImpossibleDependencies(jobs, bulk.violations());
        if (!bulk.violations().isEmpty()) {
            List<Violation> violations = new ArrayList<>();
            new TreeMap<>(bulk.violations())
                    .forEach((index, wrong) -> wrong.forEach(violation ->
                            violations.add(new Violation("/jobs/" + index + violation.pointer(), violation.detail()))));
            throw new InvalidRequestException(violations);
        }
        return jobs;
    }

    /** Writes those that fit; whatever depends on one of the others by name does not fit either. */
    List<Submission> partially(List<JobRequest> requests) {
        BulkCheck bulk = checked(requests);
        return inOrder(requests, those(bulk), bulk.violations());
    }

    /** The same under a key, as {@link #one(JobRequest, IdempotencyKey)}; the key stays free if none fits. */
    Optional<List<Submission>> partially(List<JobRequest> requests, IdempotencyKey key) {
        BulkCheck bulk = checked(requests);
        return once(requests.size(), those(bulk), bulk.violations(), key);
    }

    private Map<Integer, CheckedJob> those(BulkCheck bulk) {
        Map<Integer, CheckedJob> jobs = new LinkedHashMap<>(bulk.check());
        refuseImpossibleDependencies(jobs, bulk.violations());
        return jobs;
    }

    private Optional<List<Submission>> once(
            int count, Map<Integer, CheckedJob> jobs, Map<Integer, List<Violation>> violations, IdempotencyKey key) {
        SameJobs same = new SameJobs(jobs.values());
        List<Submission> hoped = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            CheckedJob job = jobs.get(i);
            hoped.add(
                    job == null
                            ? Submission.refused(violations.get(i))
                            : Optional.ofNullable(same.others().get(job.id()))
                                    .map(Submission::existing)
                                    .orElse(Submission.created(job.id())));
        }
        return jobs.isEmpty() ? Optional.of(hoped) : keys.submit(same.firsts(), key, hoped);
    }

    private BulkCheck checked(List<JobRequest> requests) {
        if (requests.size() > MOST) {
            throw new InvalidRequestException(
                    List.of(new Violation("/jobs", "are " + requests.size() + ", expected at most " + MOST)));
        }
        return new BulkCheck(check, requests);
    }

    private List<Submission> inOrder(
            List<JobRequest> requests, Map<Integer, CheckedJob> jobs, Map<Integer, List<Violation>> violations) {
        Map<UUID, Submission> written = write(List.copyOf(jobs.values()));
        List<Submission> answers = new ArrayList<>();
        for (int i = 0; i < requests.size(); i++) {
            CheckedJob job = jobs.get(i);
            answers.add(job == null ? Submission.refused(violations.get(i)) : written.get(job.id()));
        }
        return answers;
    }

    private void refuseImpossibleDependencies(Map<Integer, CheckedJob> jobs, Map<Integer, List<Violation>> violations) {
        refuseUnknownDependencies(jobs, violations);
        Set<UUID> circle = new SameJobs(jobs.values()).waitingForThemselves();
        if (circle.isEmpty()) {
            return;
        }
        for (Integer index : List.copyOf(jobs.keySet())) {
            if (circle.contains(jobs.get(index).id())) {
                violations
                        .computeIfAbsent(index, i -> new ArrayList<>())
                        .add(new Violation(
                                "/depends_on",
                                "waits for itself: jobs with one unique_key are one job, and this or one it waits for"
                                        + " waits for another of them"));
                jobs.remove(index);
            }
        }
        // others of the bulk may wait for those
        refuseUnknownDependencies(jobs, violations);
    }

    private void refuseUnknownDependencies(Map<Integer, CheckedJob> jobs, Map<Integer, List<Violation>> violations) {
        Map<Optional<Visibility>, Set<UUID>> asked = new HashMap<>();
        jobs.values().forEach(job -> asked.computeIfAbsent(job.sight(), sight -> new HashSet<>())
                .addAll(job.named()));
        if (asked.values().stream().allMatch(Set::isEmpty)) {
            return;
        }
        Set<UUID> together = jobs.values().stream().map(CheckedJob::id).collect(Collectors.toCollection(HashSet::new));
        Map<Optional<Visibility>, Set<UUID>> known = new HashMap<>();
        asked.forEach((sight, ids) -> known.put(sight, known(ids, together, sight)));
        boolean refused;
        do {
            refused = false;
            for (Integer index : List.copyOf(jobs.keySet())) {
                CheckedJob job = jobs.get(index);
                Optional<Violation> unknown = unknown(job, together, known.get(job.sight()));
                if (unknown.isPresent()) {
                    violations.computeIfAbsent(index, i -> new ArrayList<>()).add(unknown.get());
                    // others of the bulk may wait for it
                    together.remove(jobs.remove(index).id());
                    refused = true;
                }
            }
        } while (refused);
    }

    private Set<UUID> known(Set<UUID> asked, Set<UUID> together, Optional<Visibility> sight) {
        Set<UUID> others = asked.stream().filter(id -> !together.contains(id)).collect(Collectors.toSet());
        return others.isEmpty() ? Set.of() : knownJobs.known(others, sight.orElse(Visibility.ALL));
    }

    private static Optional<Violation> unknown(CheckedJob job, Set<UUID> together, Set<UUID> known) {
        for (int i = 0; i < job.dependencies().size(); i++) {
            UUID parent = job.dependencies().get(i).job();
            if (!together.contains(parent) && !known.contains(parent)) {
                return Optional.of(new Violation(
                        "/depends_on/" + i,
                        "there is no job " + parent + ": it never was, was refused, or is kept no longer"));
            }
        }
        return job.sight()
                .flatMap(sight -> job.parent())
                .filter(parent -> !known.contains(parent))
                .map(parent ->
                        new Violation("/parent", "there is no job " + parent + ": it never was, or is kept no longer"));
    }

    private Map<UUID, Submission> write(List<CheckedJob> jobs) {
        SameJobs same = new SameJobs(jobs);
        Map<UUID, UUID> holders =
                UniqueKeyBusyException.during(() -> keys(same.firsts()), () -> store.insert(same.firsts()));
        Map<UUID, Submission> answers = new HashMap<>();
        holders.forEach((id, holder) ->
                answers.put(id, id.equals(holder) ? Submission.created(id) : Submission.existing(holder)));
        same.others().forEach((id, other) -> answers.put(id, Submission.existing(holders.get(other))));
        return answers;
    }

    private static String keys(List<CheckedJob> jobs) {
        return jobs.stream()
                .flatMap(job -> SameJobs.name(job).stream())
                .map(name -> "'" + name.key() + "' of " + name.definition())
                .limit(3)
                .collect(Collectors.joining(" or "));
    }
}
