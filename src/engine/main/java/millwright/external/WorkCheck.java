package millwright.external;

import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import millwright.config.NearestName;
import millwright.database.Json;
import millwright.database.StorableText;
import millwright.job.Definitions;
import millwright.job.InvalidRequestException;
import millwright.job.JobDefinition;
import millwright.job.JobRequest;
import millwright.job.Violation;
import millwright.retry.JobError;
import millwright.retry.JobException;

/** Refuses what workers cannot ask for or tell, before the first statement. Thread-safe. */
final class WorkCheck {

    private static final int LONGEST_NAME = 200;
    private static final int MOST_DEFINITIONS = 100;
    private static final int MOST_JOBS = 1_000;
    private static final int MOST_LINES = 1_000;
    private static final int LARGEST_RESULT = 1 << 20;
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

    private final Definitions definitions;

    WorkCheck(Definitions definitions) {
        this.definitions = definitions;
    }

    /** The request as it is to be done: where it names no definition, it is for all that are known. */
    WorkRequest checked(WorkRequest request) {
        WorkRequest named = request.queue().isPresent() && request.definitions().isEmpty()
                ? request.withDefinitions(external())
                : request;
        check(request);
        return named;
    }

    private List<String> external() {
        return definitions.all().stream()
                .filter(each -> each.kind() == JobDefinition.Kind.EXTERNAL)
                .map(JobDefinition::name)
                .toList();
    }

    private void check(WorkRequest request) {
        List<Violation> violations = new ArrayList<>();
        checkWorker(request.worker(), violations);
        checkLease(request.lease(), violations);
        request.queue()
                .filter(queue -> queue.isBlank() || queue.length() > LONGEST_NAME || !StorableText.fits(queue))
                .ifPresent(queue -> violations.add(new Violation(
                        "/queue", "is '" + StorableText.of(queue, LONGEST_NAME) + "', expected the name of a queue")));
        boolean needsNames = request.queue().isEmpty();
        if ((needsNames && request.definitions().isEmpty())
                || request.definitions().size() > MOST_DEFINITIONS) {
            violations.add(new Violation(
                    "/definitions", "are " + request.definitions().size() + ", expected 1 to " + MOST_DEFINITIONS));
        } else {
            for (int i = 0; i < request.definitions().size(); i++) {
                checkDefinition("/definitions/" + i, request.definitions().get(i), violations);
            }
        }
        if (request.most() < 1 || request.most() > MOST_JOBS) {
            violations.add(new Violation("/most", "is " + request.most() + ", expected 1 to " + MOST_JOBS));
        }
        if (request.patience() == null
                || request.patience().isNegative()
                || request.patience().compareTo(LONGEST_WAIT) > 0) {
            violations.add(
                    new Violation("/patience", "is " + request.patience() + ", expected PT0S to " + LONGEST_WAIT));
        }
        refuse(violations);
    }

    void checkStart(JobRequest request, String worker, Duration lease) {
        List<Violation> violations = new ArrayList<>();
        checkWorker(worker, violations);
        checkLease(lease, violations);
        checkDefinition("/definition", request.definition(), violations);
        checkAbsent("/run_at", request.runAt().isPresent(), violations);
        checkAbsent("/delay", request.delay().isPresent(), violations);
        checkAbsent("/expires_at", request.expiresAt().isPresent(), violations);
        checkAbsent("/start_timeout", request.startTimeout().isPresent(), violations);
        checkAbsent("/depends_on", !request.dependencies().isEmpty(), violations);
        checkAbsent("/retry", request.retry().isPresent(), violations);
        checkAbsent("/unique_key", request.unique().isPresent(), violations);
        checkAbsent("/concurrency_key", request.concurrency().isPresent(), violations);
        refuse(violations);
    }

    void check(JobError error) {
        if (!JobException.isCode(error.code())) {
            refuse(List.of(new Violation(
                    "/code",
                    "is '" + StorableText.of(error.code(), LONGEST_NAME)
                            + "', expected 1 to 100 letters, digits, '_', '.' and '-'")));
        }
        if (error.category() == null) {
            refuse(List.of(new Violation("/category", "is missing, expected TRANSIENT or PERMANENT")));
        }
    }

    void check(List<WorkLine> lines) {
        List<Violation> violations = new ArrayList<>();
        if (lines.isEmpty() || lines.size() > MOST_LINES) {
            violations.add(new Violation("/lines", "are " + lines.size() + ", expected 1 to " + MOST_LINES));
        }
        refuse(violations);
    }

    JsonValue result(UUID job, JsonValue result) {
        if (result != null) {
            int size = result.toString().getBytes(StandardCharsets.UTF_8).length;
            if (size > LARGEST_RESULT) {
                refuse(List.of(new Violation(
                        "/result",
                        "of job " + job + " takes " + size + " bytes, expected at most " + LARGEST_RESULT
                                + " (1 MiB)")));
            }
            if (!Json.isStorable(result)) {
                refuse(List.of(new Violation("/result", "of job " + job + " holds " + Json.NOT_STORABLE)));
            }
        }
        return result;
    }

    private void checkDefinition(String pointer, String name, List<Violation> violations) {
        JobDefinition found = definitions.find(name).orElse(null);
        if (found == null) {
            List<String> known = external();
            String nearest = known.isEmpty() ? "" : " (nearest: '" + NearestName.of(name, known) + "')";
            violations.add(new Violation(pointer, "no external definition is named '" + name + "'" + nearest));
        } else if (found.kind() != JobDefinition.Kind.EXTERNAL) {
            violations.add(new Violation(
                    pointer, "is '" + name + "', a " + found.kind() + " definition: its jobs are run by nodes alone"));
        }
    }

    private static void checkWorker(String worker, List<Violation> violations) {
        if (worker == null || worker.isBlank() || worker.length() > LONGEST_NAME || !StorableText.fits(worker)) {
            violations.add(new Violation(
                    "/worker",
                    "is '" + StorableText.of(worker, LONGEST_NAME) + "', expected 1 to " + LONGEST_NAME
                            + " characters"));
        }
    }

    private static void checkLease(Duration lease, List<Violation> violations) {
        try {
            LeaseLimits.check("/lease", lease);
        } catch (InvalidRequestException e) {
            violations.addAll(e.violations());
        }
    }

    private static void checkAbsent(String pointer, boolean given, List<Violation> violations) {
        if (given) {
            violations.add(new Violation(pointer, "is given, expected none: a job that its caller starts begins now"));
        }
    }

    private static void refuse(List<Violation> violations) {
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
    }
}
