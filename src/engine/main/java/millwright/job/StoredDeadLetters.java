package millwright.job;

import jakarta.json.JsonObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import millwright.database.Database;
import millwright.database.StorableText;
import millwright.job.DeadLetterStore.Anew;
import millwright.job.DeadLetterStore.Resolved;

/** {@link DeadLetters} on the job table: one statement for a set, then the reasons of those it left alone. */
public final class StoredDeadLetters implements DeadLetters {

    private static final int LONGEST_REASON = 1_000;
    private static final String KEYS = "of one of these jobs";

    private final DeadLetterStore store;
    private final Cascade cascades;
    private final JobStore jobs;
    private final RequestCheck check;
    private final SecretParameters secrets;
    private final NodeSignals signals;
    private final AfterCommit afterCommit;

    public StoredDeadLetters(Database database, RequestCheck check, NodeSignals signals, AfterCommit afterCommit) {
        this.store = new DeadLetterStore(database);
        this.cascades = new Cascade(database, check);
        this.jobs = new JobStore(database);
        this.check = check;
        this.secrets = check.secrets();
        this.signals = signals;
        this.afterCommit = afterCommit;
    }

    @Override
    public List<Job> list(DeadLetterQuery query) {
        List<UUID> ids = store.list(query);
        Map<UUID, Job> found = byId(ids);
        return secrets.masked(
                ids.stream().filter(found::containsKey).map(found::get).toList());
    }

    @Override
    public Optional<Job> find(UUID id) {
        return secrets.masked(Optional.ofNullable(byId(List.of(id)).get(id)));
    }

    @Override
    public List<Resolution> retry(List<UUID> ids, String by, boolean cascade) {
        List<UUID> asked = distinct(ids, by);
        Map<UUID, String> unfit = new HashMap<>();
        Dependents dependents = Dependents.NONE;
        if (cascade) {
            dependents = cascades.of(asked.stream().collect(Collectors.toMap(id -> id, id -> id)), by, unfit);
        }
        List<UUID> fit = asked.stream().filter(id -> !unfit.containsKey(id)).toList();
        Dependents found = dependents;
        return woken(answers(
                asked, UniqueKeyBusyException.during(() -> KEYS, () -> store.retry(fit, by, found)), found, unfit));
    }

    @Override
    public List<Resolution> discard(List<UUID> ids, String by, String reason) {
        List<UUID> asked = distinct(ids, by);
        if (reason == null || reason.length() > LONGEST_REASON || !StorableText.fits(reason)) {
            throw refused("/reason", "expected at most " + LONGEST_REASON + " characters, no NUL");
        }
        return answers(asked, store.discard(asked, by, reason), Dependents.NONE, Map.of());
    }

    @Override
    public List<Resolution> redrive(List<UUID> ids, String by, boolean cascade) {
        List<UUID> asked = distinct(ids, by);
        Map<UUID, Job> found = byId(asked);
        Map<UUID, String> unfit = new HashMap<>();
        List<Anew> anew = new ArrayList<>();
        for (UUID id : asked) {
            if (found.containsKey(id)) {
                try {
                    anew.add(anew(found.get(id), found.get(id).parameters(), by));
                } catch (InvalidRequestException e) {
                    unfit.put(id, e.getMessage());
                }
            }
        }
        return redriven(asked, anew, unfit, by, cascade);
    }

    @Override
    public Resolution redrive(UUID id, JsonObject parameters, String by, boolean cascade) {
        List<UUID> asked = distinct(List.of(id), by);
        List<Anew> anew = byId(asked).values().stream()
                .map(job -> anew(job, secrets.restored(job.definition(), parameters, job.parameters()), by))
                .toList();
        return redriven(asked, anew, new HashMap<>(), by, cascade).get(0);
    }

    private Anew anew(Job job, JsonObject parameters, String by) {
        CheckedJob checked = check.of(JobRequest.of(job.definition(), by).withParameters(parameters));
        return new Anew(job.id(), checked.id(), checked.parameters(), checked.external());
    }

    private List<Resolution> redriven(
            List<UUID> asked, List<Anew> anew, Map<UUID, String> unfit, String by, boolean cascade) {
        Dependents dependents = cascade
                ? cascades.of(anew.stream().collect(Collectors.toMap(Anew::old, Anew::id)), by, unfit)
                : Dependents.NONE;
        List<Anew> fit =
                anew.stream().filter(one -> !unfit.containsKey(one.old())).toList();
        List<Resolved> done = fit.isEmpty()
                ? List.of()
                : UniqueKeyBusyException.during(() -> KEYS, () -> store.redrive(fit, by, dependents));
        return woken(answers(asked, done, dependents, unfit));
    }

    /** In the order they were asked for. */
    private List<Resolution> answers(
            List<UUID> asked, List<Resolved> done, Dependents dependents, Map<UUID, String> unfit) {
        Map<UUID, Resolution> known = new HashMap<>();
        List<UUID> others = new ArrayList<>(asked);
        for (Resolved one : done) {
            known.put(one.id(), Resolution.done(one.id(), one.job(), dependents.count(one.id())));
            others.remove(one.id());
        }
        if (!others.isEmpty()) {
            store.refusals(others).forEach(refusal -> known.put(refusal.id(), refusal));
        }
        unfit.forEach((id, problem) -> known.put(id, Resolution.refused(id, problem)));
        return asked.stream()
                .map(id -> known.getOrDefault(id, Resolution.refused(id, "no job has this id")))
                .toList();
    }

    private List<Resolution> woken(List<Resolution> resolutions) {
        if (resolutions.stream().anyMatch(Resolution::done)) {
            afterCommit.run(() -> {
                signals.jobsReturned();
                signals.workDue();
            });
        }
        return resolutions;
    }

    private Map<UUID, Job> byId(List<UUID> ids) {
        return jobs.deadLetters(ids).stream().collect(Collectors.toMap(Job::id, Function.identity()));
    }

    private static List<UUID> distinct(List<UUID> ids, String by) {
        WhoAsks.check(by);
        List<UUID> distinct = List.copyOf(new LinkedHashSet<>(ids));
        if (distinct.size() > MOST) {
            throw refused("/ids", "are " + distinct.size() + ", expected at most " + MOST);
        }
        return distinct;
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }
}
