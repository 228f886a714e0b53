package millwright.job;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import millwright.database.Json;
import millwright.job.Job.AttemptRecord;

/**
 * What a claim hands to its node. Its JSON texts are read by whoever first asks for them, which is the worker: a claim
 * of 500 jobs would otherwise parse 500 texts on the one thread that claims.
 */
public final class ClaimedJob {

    private final UUID id;
    private final String definition;
    private final String queue;
    private final String parametersText;
    private final String optionsText;
    private final String historyText;
    private final int round;
    private final int attempt;
    private final long lease;
    private final UUID node;
    private final Instant startedAt;
    private final Instant deadline;
    private final String submitter;
    private final String correlationId;
    private volatile JsonObject parameters;
    private volatile JsonObject options;
    private volatile List<AttemptRecord> earlier;

    /**
     * From what a claim returns.
     *
     * @param parameters a JSON text
     * @param options a JSON text, or null for none
     * @param history a JSON text, or null for none
     * @param startedAt when it began, by the database's clock; null when it was claimed ahead
     */
    @SuppressWarnings("TooManyParameters") // the columns of one row
    public ClaimedJob(
            UUID id,
            String definition,
            String queue,
            String parameters,
            String options,
            String history,
            int round,
            int attempt,
            long lease,
            UUID node,
            Instant startedAt,
            Instant deadline,
            String submitter,
            String correlationId) {
        this.id = id;
        this.definition = definition;
        this.queue = queue;
        this.parametersText = parameters;
        this.optionsText = options;
        this.historyText = history;
        this.round = round;
        this.attempt = attempt;
        this.lease = lease;
        this.node = node;
        this.startedAt = startedAt;
        this.deadline = deadline;
        this.submitter = submitter;
        this.correlationId = correlationId;
    }

    /** From values that are at hand. */
    @SuppressWarnings("TooManyParameters") // the columns of one row
    public ClaimedJob(
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
            String correlationId) {
        this(
                id,
                definition,
                queue,
                (String) null,
                null,
                null,
                round,
                attempt,
                lease,
                node,
                startedAt,
                deadline,
                submitter,
                correlationId);
        this.parameters = parameters;
        this.options = options;
        this.earlier = List.copyOf(earlier);
    }

    public UUID id() {
        return id;
    }

    public String definition() {
        return definition;
    }

    public String queue() {
        return queue;
    }

    public JsonObject parameters() {
        JsonObject read = parameters;
        if (read == null) {
            read = Json.object(parametersText);
            parameters = read;
        }
        return read;
    }

    /** What the request sets in place of the definition's; empty for most. */
    public JsonObject options() {
        JsonObject read = options;
        if (read == null) {
            read = optionsText == null ? JsonValue.EMPTY_JSON_OBJECT : Json.object(optionsText);
            options = read;
        }
        return read;
    }

    /** The attempts of this job that have ended, of all rounds. */
    public List<AttemptRecord> earlier() {
        List<AttemptRecord> read = earlier;
        if (read == null) {
            read = AttemptHistory.ended(historyText);
            earlier = read;
        }
        return read;
    }

    public int round() {
        return round;
    }

    /** The number of this attempt, from 1. */
    public int attempt() {
        return attempt;
    }

    /** Grows with each claim of the job; with {@link #node}, part of every write about the attempt. */
    public long lease() {
        return lease;
    }

    /** The incarnation that claimed it. */
    public UUID node() {
        return node;
    }

    /** When it began, by the database's clock; null when it was claimed ahead and begins when a worker takes it. */
    public Instant startedAt() {
        return startedAt;
    }

    /** By when the job must be over, or null. */
    public Instant deadline() {
        return deadline;
    }

    /** The same for all attempts of one round. */
    public String idempotencyKey() {
        return id + ":" + round;
    }

    public String submitter() {
        return submitter;
    }

    public String correlationId() {
        return correlationId;
    }
}
