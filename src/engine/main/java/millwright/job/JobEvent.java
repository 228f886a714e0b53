package millwright.job;

import jakarta.json.JsonValue;
import java.time.Instant;
import java.util.UUID;

/**
 * Something that happened to a job.
 *
 * @param name SUBMITTED, STARTED, the outcome of an attempt, or one of {@link Name}
 * @param by who did it, or null where nobody did
 * @param node the incarnation on which an attempt ran, else null
 * @param attempt the attempt's number, or null where it is about none
 * @param detail what else is known, such as an error, or null
 */
public record JobEvent(
        Instant at, String name, String by, UUID node, Integer attempt, JsonValue detail, String correlationId) {

    /** What people, programs outside and the engine do to jobs, beside their attempts. */
    public enum Name {
        /** What it waited for is over, its own time has not come. */
        SCHEDULED,
        /** Its time has come, or what it waited for is over: it may be claimed. */
        QUEUED,
        /** A worker outside has taken it. */
        CLAIMED,
        /** A running one is to end. */
        CANCEL_REQUESTED,
        CANCELLED,
        /** A running one is to end where it can go on. */
        STOP_REQUESTED,
        /** One that waited for its attempt is to wait until it is restarted. */
        STOPPED,
        /** One that waited for its time need not. */
        RUN_NOW,
        /** A waiting one comes sooner, or later. */
        REPRIORITISED,
        /** A stopped one goes on. */
        RESTARTED,
        /** A dead letter goes on in its next round. */
        RETRIED,
        /** A dead letter was given up for a new job. */
        REDRIVEN,
        DISCARDED
    }
}
