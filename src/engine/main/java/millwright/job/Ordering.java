package millwright.job;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** What somebody asks of many jobs at once, or of when a waiting one runs; each job with its own answer. */
final class Ordering {

    private static final int MOST = DeadLetters.MOST;

    private final JobStore jobs;
    private final CancelStore cancels;
    private final OrderStore orders;

    Ordering(JobStore jobs) {
        this.jobs = jobs;
        this.cancels = jobs.cancels();
        this.orders = jobs.orders();
    }

    List<Resolution> cancel(List<UUID> ids, String by) {
        List<UUID> asked = distinct(ids, by);
        Map<UUID, Resolution> known = new HashMap<>();
        cancels.cancel(asked, by).forEach(answer -> known.put(answer.id(), answer(answer.id(), answer.done())));
        return answers(asked, known, " and over already");
    }

    List<Resolution> reprioritise(List<UUID> ids, Priority priority, String by) {
        List<UUID> asked = distinct(ids, by);
        Map<UUID, Resolution> known = new HashMap<>();
        orders.reprioritise(asked, priority, by)
                .forEach(answer -> known.put(
                        answer.id(),
                        answer.done()
                                ? answer(answer.id(), true)
                                : Resolution.refused(
                                        answer.id(),
                                        "is " + answer.was()
                                                + ", and only a job that waits can come sooner or later")));
        return answers(asked, known, " and over already");
    }

    /** Whether there is such a job; it is queued then. */
    boolean runNow(UUID id, String by) {
        distinct(List.of(id), by);
        Optional<JobState> refused = orders.runNow(id, by)
                .map(answer -> answer.done() ? Optional.<JobState>empty() : Optional.of(answer.was()))
                .orElseGet(() -> jobs.find(id).map(Job::state));
        refused.ifPresent(state -> {
            throw refused(
                    "/id",
                    "is " + state
                            + (state == JobState.BLOCKED ? " until other jobs are over" : "")
                            + ", and only a job that is SCHEDULED or RETRYING can be run now");
        });
        return jobs.find(id).isPresent();
    }

    private static Resolution answer(UUID id, boolean done) {
        return done ? Resolution.done(id, id, 0) : Resolution.refused(id, "is over already");
    }

    private List<Resolution> answers(List<UUID> asked, Map<UUID, Resolution> known, String suffix) {
        List<UUID> others = asked.stream().filter(id -> !known.containsKey(id)).toList();
        jobs.find(others)
                .forEach(job -> known.put(job.id(), Resolution.refused(job.id(), "is " + job.state() + suffix)));
        return asked.stream()
                .map(id -> known.getOrDefault(id, Resolution.refused(id, "no job has this id")))
                .toList();
    }

    private static List<UUID> distinct(List<UUID> ids, String by) {
        if (by == null || by.isBlank()) {
            throw refused("/by", "is missing: who does this?");
        }
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
