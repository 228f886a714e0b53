package millwright.queue;

import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import millwright.database.Database;
import millwright.database.Database.SqlArray;
import millwright.database.Json;
import millwright.job.AttemptHistory;
import millwright.job.AttemptOutcome;
import millwright.job.ClaimedJob;
import millwright.job.DirectCall;
import millwright.job.JobLifecycle;

/** Owns the claiming SQL of {@code millwright.job}. */
final class ClaimStore {

    // One index range per line (queue and priority), in the order of the lines; each starts at its low-water mark, so
    // that the rows this node has already taken, dead or not yet vacuumed, are not walked again. The nested loop stops
    // as soon as the limit is reached. The node row held FOR KEY SHARE makes "declared dead" wait for this claim, and
    // this claim give nothing once the node is dead. The picked rows are an array, not a join: without knowing the
    // limit, a generic plan took them for many and scanned the table. The state literal stands in the text: bound, a
    // generic plan would scan.
    private static final String CLAIM =
            """
            WITH me AS (
                SELECT id FROM millwright.node WHERE id = ? AND alive FOR KEY SHARE
            ), picked AS (
                SELECT next.id
                  FROM me
                 CROSS JOIN unnest(?::text[], ?::smallint[], ?::bigint[]) AS line (queue, priority, low_water)
                 CROSS JOIN LATERAL (
                    SELECT id FROM millwright.job
                     WHERE %1$s AND ready
                       AND queue = line.queue AND priority = line.priority AND position > line.low_water
                       AND definition = ANY (?) AND id <> ALL (?)
                     ORDER BY position
                     LIMIT ?
                       FOR UPDATE SKIP LOCKED) AS next
                 LIMIT ?
            )
            UPDATE millwright.job j
               SET state = %2$s, lease = lease + 1, node = ?, attempts = attempts + 1,
                   started_at = coalesce(started_at, millwright.clock()), attempt_started_at = millwright.clock()
             WHERE j.id = ANY (ARRAY(SELECT id FROM picked)) AND %3$s
            RETURNING j.id, j.definition, j.queue, j.priority, j.position, j.parameters, j.options, j.round, j.attempts, j.lease,
                      j.attempt_started_at, j.deadline, j.submitter, j.correlation_id,
                      CASE WHEN j.history <> '[]' THEN j.history END AS history
            """
                    .formatted(
                            JobLifecycle.CLAIM.guard("state"),
                            JobLifecycle.CLAIM.toLiteral(),
                            JobLifecycle.CLAIM.guard("j.state"));

    // Rows that a claim took without its answer ever reaching this node: nobody else looks at a living node's rows. A
    // scan of what is not over, paid only after a claim has failed.
    private static final String GIVE_BACK =
            """
            UPDATE millwright.job j
               SET state = %s, lease = lease + 1, node = NULL, attempt_started_at = NULL, history = %s
             WHERE node = ? AND %s AND id <> ALL (?) AND NOT %s
            """
                    .formatted(
                            JobLifecycle.RELEASE.toLiteral(),
                            AttemptHistory.appended("j", "'" + AttemptOutcome.RELEASED + "'", "NULL::jsonb"),
                            JobLifecycle.RELEASE.guard("state"),
                            DirectCall.is("j"));

    private final Database database;

    ClaimStore(Database database) {
        this.database = database;
    }

    /** A claimed job and where it stood in its line. */
    record Claimed(ClaimedJob job, Line line, long position) {}

    /** Gives back the jobs claimed under {@code node} of which it knows nothing; how many. */
    int giveBack(UUID node, Collection<UUID> known) {
        return database.update(GIVE_BACK, node, new SqlArray("uuid", List.copyOf(known)));
    }

    /**
     * Claims up to {@code limit} jobs for the living incarnation {@code node}, from the first lines first.
     *
     * @param definitions what this node can run: while a new version is rolled out, older nodes leave its jobs alone
     * @param running jobs this node still runs an attempt of, under whatever lease: never two at once
     */
    List<Claimed> claim(
            UUID node,
            List<Line> lines,
            LowWaterMarks marks,
            List<String> definitions,
            Collection<UUID> running,
            int limit) {
        return database.list(
                CLAIM,
                row -> new Claimed(
                        new ClaimedJob(
                                row.getObject("id", UUID.class),
                                row.getString("definition"),
                                row.getString("queue"),
                                Json.object(row.getString("parameters")),
                                options(row.getString("options")),
                                AttemptHistory.ended(row.getString("history")),
                                row.getInt("round"),
                                row.getInt("attempts"),
                                row.getLong("lease"),
                                node,
                                Database.instant(row, "attempt_started_at"),
                                Database.instant(row, "deadline"),
                                row.getString("submitter"),
                                row.getString("correlation_id")),
                        new Line(row.getString("queue"), row.getInt("priority")),
                        row.getLong("position")),
                node,
                new SqlArray("text", lines.stream().map(Line::queue).toList()),
                new SqlArray("int2", lines.stream().map(Line::priority).toList()),
                new SqlArray("int8", lines.stream().map(marks::of).toList()),
                new SqlArray("text", definitions),
                new SqlArray("uuid", List.copyOf(running)),
                limit,
                limit,
                node);
    }

    private static JsonObject options(String text) {
        return text == null ? JsonValue.EMPTY_JSON_OBJECT : Json.object(text);
    }
}
