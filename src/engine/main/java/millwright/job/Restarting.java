package millwright.job;

import jakarta.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Stops batch jobs where they can go on, and lets them go on. */
final class Restarting {

    private static final String KEY = "of this job";

    private final JobStore jobs;
    private final StopStore stops;
    private final RestartStore restarts;
    private final Definitions definitions;
    private final RequestCheck check;

    Restarting(JobStore jobs, Definitions definitions, RequestCheck check) {
        this.jobs = jobs;
        this.stops = jobs.stops();
        this.restarts = jobs.restarts();
        this.definitions = definitions;
        this.check = check;
    }

    /** Whether there is such a job, and it is stopped or to be stopped now. */
    boolean stop(UUID id, String by) {
        WhoAsks.checkIfAny(by);
        Optional<Job> found = jobs.find(id);
        if (found.isEmpty()) {
            return false;
        }
        refuseOthers(found.get(), "stop", "cancel it instead");
        JobState was = stops.stop(id, by).orElseThrow(() -> over(id));
        if (was.isFinal()) {
            throw new JobOverException(id, was);
        }
        if (was == JobState.BLOCKED) {
            throw refused("/id", "waits for other jobs, so there is nothing to stop: cancel it instead");
        }
        return true;
    }

    private JobOverException over(UUID id) {
        return new JobOverException(id, jobs.find(id).map(Job::state).orElse(JobState.CANCELLED));
    }

    /** Whether there is such a job; it goes on then. */
    boolean restart(UUID id, Optional<JsonObject> parameters, String by) {
        WhoAsks.check(by);
        Optional<Job> found = jobs.find(id);
        if (found.isEmpty()) {
            return false;
        }
        Job job = found.get();
        refuseOthers(job, "restart", "retry it instead");
        String changed = parameters
                .map(others -> check.secrets().restored(job.definition(), others, job.parameters()))
                .map(others -> check.of(JobRequest.of(job.definition(), by).withParameters(others)))
                .map(CheckedJob::parameters)
                .orElse(null);
        if (!UniqueKeyBusyException.during(() -> KEY, () -> restarts.restart(id, changed, by))) {
            throw refused("/id", whyNot(id));
        }
        return true;
    }

    /** Why a job could not be restarted, in the state it is in now. */
    String whyNot(UUID id) {
        JobState state = jobs.find(id).map(Job::state).orElse(null);
        if (state == null) {
            return "is kept no longer";
        }
        if (state == JobState.FAILED) {
            return jobs.letters().refusals(List.of(id)).stream()
                    .flatMap(refusal -> refusal.problem().stream())
                    .findFirst()
                    .orElse("is a dead letter that was resolved");
        }
        return "is " + state + ", and only a job that is STOPPED or FAILED can be restarted";
    }

    private void refuseOthers(Job job, String verb, String instead) {
        JobDefinition.Kind kind = definitions
                .find(job.definition())
                .map(JobDefinition::kind)
                .orElseThrow(() -> refused(
                        "/id",
                        "is of the definition '" + job.definition() + "', which this node does not know (nearest: '"
                                + definitions.nearest(job.definition()) + "')"));
        if (kind != JobDefinition.Kind.BATCH) {
            throw refused(
                    "/id",
                    "is no batch job: '" + job.definition() + "' is of kind " + kind
                            + " and keeps no place to go on from, so one cannot " + verb + " it; " + instead);
        }
    }

    private static InvalidRequestException refused(String pointer, String detail) {
        return new InvalidRequestException(List.of(new Violation(pointer, detail)));
    }
}
