package millwright.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import millwright.config.NearestName;
import millwright.database.Database;
import millwright.job.InvalidRequestException;
import millwright.job.JobRequest;
import millwright.job.RequestCheck;
import millwright.job.Violation;

/** {@link Schedules} on the schedule table. */
public final class StoredSchedules implements Schedules {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    /** Below {@code /schedules} this is not a schedule. */
    private static final String RESERVED = "preview";

    private final ScheduleStore store;
    private final RequestCheck check;

    public StoredSchedules(Database database, RequestCheck check) {
        this.store = new ScheduleStore(database);
        this.check = check;
    }

    @Override
    public Schedule create(ScheduleRequest request) {
        FireTimes times = checked(request);
        Instant next = request.enabled() ? times.next(store.now()).orElse(null) : null;
        return masked(store.insert(request, next).orElseThrow(() -> new ScheduleExistsException(request.name())));
    }

    /** All that is wrong at once, before the first statement. */
    private FireTimes checked(ScheduleRequest request) {
        List<Violation> violations = new ArrayList<>();
        if (!NAME.matcher(request.name()).matches()) {
            violations.add(new Violation(
                    "/name",
                    "expected 1 to 100 letters, digits, dots, hyphens and underscores,"
                            + " the first a letter or a digit"));
        } else if (request.name().equals(RESERVED)) {
            violations.add(new Violation("/name", "'" + RESERVED + "' is taken by the server itself"));
        }
        Optional<FireTimes> times = times(request.cron(), request.timeZone(), violations);
        try {
            check.of(JobRequest.of(request.definition(), request.submitter()).withParameters(request.parameters()));
        } catch (InvalidRequestException e) {
            violations.addAll(e.violations());
        }
        if (!violations.isEmpty()) {
            throw new InvalidRequestException(violations);
        }
        return times.orElseThrow();
    }

    private static Optional<FireTimes> times(String cron, String timeZone, List<Violation> violations) {
        int before = violations.size();
        CronExpression expression = null;
        try {
            expression = CronReader.read(cron);
        } catch (RuleException e) {
            e.faults().forEach(fault -> violations.add(new Violation("/cron", fault)));
        }
        var zone = TimeZones.find(timeZone);
        if (zone.isEmpty()) {
            violations.add(new Violation("/time_zone", TimeZones.fault(timeZone)));
        }
        return violations.size() == before ? Optional.of(new FireTimes(expression, zone.get())) : Optional.empty();
    }

    @Override
    public Optional<Schedule> find(String name) {
        return NAME.matcher(name).matches() ? store.find(name).map(this::masked) : Optional.empty();
    }

    @Override
    public List<Schedule> list(Optional<String> after, int limit) {
        requireFew(limit);
        return store.list(after.orElse(""), limit).stream().map(this::masked).toList();
    }

    // what a definition declares secret is for its jobs alone
    private Schedule masked(Schedule schedule) {
        return schedule.withParameters(check.secrets().masked(schedule.definition(), schedule.parameters()));
    }

    @Override
    public boolean delete(String name) {
        return NAME.matcher(name).matches() && store.delete(name);
    }

    @Override
    public Optional<String> nearest(String name) {
        return Optional.of(NearestName.of(name, store.names())).filter(nearest -> !nearest.isEmpty());
    }

    @Override
    public List<Instant> preview(String cron, String timeZone, int count) {
        requireFew(count);
        List<Violation> violations = new ArrayList<>();
        Optional<FireTimes> times = times(cron, timeZone, violations);
        return times.orElseThrow(() -> new InvalidRequestException(violations)).next(store.now(), count);
    }

    private static void requireFew(int count) {
        if (count < 1 || count > MOST) {
            throw new IllegalArgumentException(count + " are asked for, expected 1 to " + MOST);
        }
    }
}
