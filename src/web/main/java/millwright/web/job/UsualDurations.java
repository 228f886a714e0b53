package millwright.web.job;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import millwright.job.Statistics;
import millwright.job.StatisticsQuery;

/** How long nine in ten of a definition's jobs took in the last week, known for a minute. Thread-safe. */
@ApplicationScoped
public class UsualDurations {

    private static final Duration WEEK = Duration.ofDays(7);
    private static final Duration KNOWN_FOR = Duration.ofMinutes(1);
    private static final double MOST = 0.9;

    /** More names than any application has definitions; only those of definitions come here. */
    private static final int MOST_NAMES = 10_000;

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private final Statistics statistics;

    @Inject
    UsualDurations(Statistics statistics) {
        this.statistics = statistics;
    }

    /** For the container's proxy, which holds nothing itself. */
    protected UsualDurations() {
        this(null);
    }

    private record Known(Optional<Duration> duration, Instant at) {}

    /** Whether they took no longer than {@code threshold}; not when nothing is known of them. */
    public boolean isQuick(String definition, Duration threshold) {
        return of(definition).filter(usual -> usual.compareTo(threshold) <= 0).isPresent();
    }

    private Optional<Duration> of(String definition) {
        Instant now = Instant.now();
        Known before = known.get(definition);
        if (before != null && before.at().plus(KNOWN_FOR).isAfter(now)) {
            return before.duration();
        }
        Optional<Duration> duration = statistics
                .of(StatisticsQuery.between(now.minus(WEEK), now).ofDefinition(definition))
                .percentile(MOST);
        if (known.size() < MOST_NAMES) {
            known.put(definition, new Known(duration, now));
        }
        return duration;
    }
}
