/**
 * Who did what: puts on record what goes through the API, and shows it to administrators.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W70 Every operation that changes something and needs more than to submit or to work is on record once it has
 *       changed it, or may have: one filter sees to it, whichever resource it is in.
 *   <li>W71 Every sign-in is on record, and every answer 401, 403 and 429, counted.
 *   <li>W72 No secret is: neither tokens nor passwords, nor parameters that a definition declares secret.
 *   <li>W73 What is to go on record is noted before it is done, and is not done where that fails: a node that dies in
 *       between leaves an entry that says so (AU4).
 *   <li>W74 An entry says to how many things it was done, and what was there before and after where that tells more than its
 *       name; the reason is the member of the body, or the query parameter, called {@code reason}.
 * </ul>
 *
 * <p>What a resource knows beyond its path it says through {@link millwright.web.audit.AuditNote}. Should the entry fail
 * to be written, the answer stands, as what it answers for has happened, and the server's log holds the entry.
 */
package millwright.web.audit;
