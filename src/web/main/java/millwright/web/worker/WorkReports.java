package millwright.web.worker;

import jakarta.json.JsonValue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import millwright.external.WorkLine;
import millwright.job.InvalidRequestException;
import millwright.job.Progress;
import millwright.retry.ErrorCategory;
import millwright.retry.JobError;
import millwright.web.json.MalformedJsonException;
import millwright.web.json.Members;
import millwright.web.json.StrictJson;

/**
 * Reads what workers say of the job they are at. Every body shows the lease token.
 *
 * <p>Each method throws {@link MalformedJsonException} when the body is no JSON, and {@link InvalidRequestException}
 * naming every member that does not fit.
 */
final class WorkReports {

    private static final String TOKEN = "lease_token";
    private static final int LONGEST_TOKEN = 200;
    private static final int LONGEST_MESSAGE = 1_000;
    private static final int LONGEST_ERROR = 4_000;
    private static final int LONGEST_LINE = 100_000;
    private static final int LONGEST_CODE = 100;
    private static final int MOST_LINES = 1_000;
    private static final Duration LONGEST_RETRY = Duration.ofDays(366);

    private WorkReports() {}

    /** Said under a lease. */
    record Report<T>(String token, T said) {}

    static Report<Boolean> leaseOnly(String body) {
        Members members = members(body);
        return report(members, token(members), true);
    }

    static Report<Progress> progress(String body) {
        Members members = members(body, "fraction", "message", "details", "records_processed", "records_failed");
        String token = token(members);
        if (members.any("fraction").isEmpty()) {
            members.refuse("fraction", "is required: a number from 0 to 1");
        }
        Progress progress = new Progress(
                members.number("fraction", 0, 1).orElse(0.0),
                members.text("message", LONGEST_MESSAGE).orElse(""),
                members.object("details").orElse(JsonValue.EMPTY_JSON_OBJECT),
                members.count("records_processed").orElse(0L),
                members.count("records_failed").orElse(0L));
        return report(members, token, progress);
    }

    static Report<List<WorkLine>> log(String body) {
        Members members = members(body, "lines");
        String token = token(members);
        List<WorkLine> lines = new ArrayList<>();
        for (Members line : members.each("lines", MOST_LINES, names("message", "at", "level"))) {
            lines.add(new WorkLine(
                    line.instant("at"),
                    line.choice("level", LogLevel.class).orElse(LogLevel.INFO).level(),
                    line.requiredText("message", LONGEST_LINE)));
        }
        return report(members, token, lines);
    }

    /** The levels a line may have. */
    enum LogLevel {
        TRACE,
        DEBUG,
        INFO,
        WARNING,
        ERROR;

        System.Logger.Level level() {
            return System.Logger.Level.valueOf(name());
        }
    }

    /** The result, if there is one. */
    static Report<Optional<JsonValue>> completion(String body) {
        Members members = members(body, "result");
        return report(members, token(members), members.any("result"));
    }

    static Report<JobError> failure(String body) {
        Members members = members(body, "error");
        String token = token(members);
        Optional<Members> error = members.members("error", names("code", "category", "message", "retry_after"));
        if (members.any("error").isEmpty()) {
            members.refuse("error", "is required: an object with code and category");
        }
        return report(members, token, error.map(WorkReports::error).orElse(null));
    }

    private static JobError error(Members error) {
        if (error.any("category").isEmpty()) {
            error.refuse("category", "is required: TRANSIENT, to be tried again, or PERMANENT");
        }
        return new JobError(
                error.requiredText("code", LONGEST_CODE),
                error.choice("category", ErrorCategory.class).orElse(ErrorCategory.PERMANENT),
                error.text("message", LONGEST_ERROR).orElse(""),
                error.duration("retry_after", Duration.ZERO, LONGEST_RETRY).orElse(null));
    }

    private static Members members(String body, String... others) {
        Set<String> known = names(TOKEN);
        Set<String> all = new LinkedHashSet<>(known);
        Collections.addAll(all, others);
        return Members.of(StrictJson.read(body), all);
    }

    private static Set<String> names(String... names) {
        return new LinkedHashSet<>(List.of(names));
    }

    private static String token(Members members) {
        return members.requiredText(TOKEN, LONGEST_TOKEN);
    }

    private static <T> Report<T> report(Members members, String token, T said) {
        members.finish();
        return new Report<>(token, said);
    }
}
