package millwright.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import millwright.job.Dependency;
import millwright.job.Dependency.OnFailure;
import millwright.job.JobRequest;
import millwright.job.Priority;
import millwright.job.UniqueKey;

/** Requests of all kinds, each the same for the same seed. */
final class Requests {

    static final List<Duration> TIMES =
            List.of(Duration.ofMillis(1), Duration.ofSeconds(1), Duration.ofSeconds(20), Duration.ofMinutes(5));

    private Requests() {}

    /** @param jobs those there are, on which it may depend */
    static JobRequest of(long seed, Instant now, List<UUID> jobs) {
        // the first draws of neighbouring seeds are alike
        Random draw = new Random(seed * 0x9E3779B97F4A7C15L);
        JobRequest request = JobRequest.of(pick(draw, World.DEFINITIONS), "test")
                .withQueue(pick(draw, World.QUEUES))
                .withPriority(Priority.ofRank(draw.nextInt(4)));
        if (draw.nextInt(3) == 0) {
            request = request.withConcurrency(pick(draw, Limits.KEYS));
        }
        if (draw.nextInt(4) == 0) {
            request = draw.nextBoolean()
                    ? request.withDelay(pick(draw, TIMES))
                    : request.withRunAt(now.plus(pick(draw, TIMES)).minusSeconds(2));
        }
        if (draw.nextInt(6) == 0) {
            Instant earliest = request.runAt().orElse(now.plus(request.delay().orElse(Duration.ZERO)));
            request = request.withExpiresAt(earliest.plus(pick(draw, TIMES)));
        }
        if (draw.nextInt(6) == 0) {
            request = request.withStartTimeout(pick(draw, TIMES));
        }
        if (draw.nextInt(6) == 0) {
            request = request.withTotalTimeout(pick(draw, TIMES));
        }
        if (draw.nextInt(5) == 0) {
            request = request.withUnique(unique(draw));
        }
        if (draw.nextInt(3) == 0) {
            for (int i = 0; i < 1 + draw.nextInt(3) && !jobs.isEmpty(); i++) {
                UUID parent = pick(draw, jobs);
                if (request.dependencies().stream().noneMatch(d -> d.job().equals(parent))) {
                    request = request.dependingOn(new Dependency(parent, pick(draw, List.of(OnFailure.values()))));
                }
            }
        }
        return request;
    }

    private static UniqueKey unique(Random draw) {
        String key = "name " + draw.nextInt(2);
        return switch (draw.nextInt(3)) {
            case 0 -> UniqueKey.untilStarted(key);
            case 1 -> UniqueKey.untilFinished(key);
            default -> new UniqueKey(key, UniqueKey.Until.PERIOD, Optional.of(pick(draw, TIMES)));
        };
    }

    private static <T> T pick(Random draw, List<T> list) {
        return list.get(draw.nextInt(list.size()));
    }
}
