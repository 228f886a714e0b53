package millwright.audit;

import jakarta.json.JsonObject;

/**
 * What is put on record. All but the action may be null.
 *
 * @param actor whose token or session it was
 * @param role as whom it was done
 * @param address where the request came from
 * @param action the operation, such as {@code queues.pause}
 * @param target what it was done to: the path of the request
 * @param status the answer's, of HTTP; null where the node died before there was one: it may have been done or not
 * @param affected how many things it was done to
 * @param reason as it was given
 * @param filter which things it was done to, when they were not named one by one
 * @param before what was there
 * @param after what is there now
 */
public record AuditEntry(
        String actor,
        String role,
        String address,
        String action,
        String target,
        Integer status,
        Long affected,
        String reason,
        JsonObject filter,
        JsonObject before,
        JsonObject after) {

    /** Of something that was refused: nothing is before and after. */
    public static AuditEntry refusal(String actor, String role, String address, String action, int status) {
        return new AuditEntry(actor, role, address, action, null, status, null, null, null, null, null);
    }
}
