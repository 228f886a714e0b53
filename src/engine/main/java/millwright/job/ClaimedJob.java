package millwright.job;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import millwright.job.Job.AttemptRecord;

/**
 * What a claim hands to its node.
 *
 * @param options what the request sets in place of the definition's; empty for most
 * @param earlier the attempts of this job that have ended, of all rounds
 * @param attempt the number of this attempt, from 1
 * @param lease grows with each claim of the job; with {@code node}, part of every write about the attempt
 * @param deadline by which the job must be over, or null
 */
public record ClaimedJob(
        UUID id,
        String definition,
        String queue,
        JsonObject parameters,
        JsonObject options,
        List<AttemptRecord> earlier,
        int round,
        int attempt,
        long lease,
        UUID node,
        Instant startedAt,
        Instant deadline,
        String submitter,
        String correlationId) {}
