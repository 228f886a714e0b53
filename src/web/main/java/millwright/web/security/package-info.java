/**
 * Who may call the API: the holders of a token.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W30 Nothing below {@code /api/v1} answers without a valid token, not even which paths there are (DESIGN,
 *       promise 8).
 *   <li>W31 The name a token stands for is the submitter of what is submitted with it.
 *   <li>W32 A token is never logged, and never part of an answer.
 *   <li>W33 The filter belongs to the API's own application and asks nothing of another's requests (ENGINE 31). Should
 *       another application pick up our resources, they answer there as if they were not there.
 * </ul>
 *
 * <p>It knows no roles yet: every token is an administrator's. What a caller may see is asked for with the
 * {@link millwright.access.Caller} that each request carries.
 */
package millwright.web.security;
