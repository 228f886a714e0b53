package millwright.job;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.UUID;

/**
 * What a claim hands to its node.
 *
 * @param attempt the number of this attempt, from 1
 * @param lease grows with each claim of the job; with {@code node}, part of every write about the attempt
 */
public record ClaimedJob(
        UUID id,
        String definition,
        String queue,
        JsonObject parameters,
        int round,
        int attempt,
        long lease,
        UUID node,
        Instant startedAt) {}
