/**
 * Who may call the API: the holders of a token, and browsers whose user has signed in with one.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W30 Nothing below {@code /api/v1} answers without a valid token, not even which paths there are (DESIGN,
 *       promise 8); the one exception is {@code /session}, where one signs in with it.
 *   <li>W31 The name a token stands for is the submitter of what is submitted with it.
 *   <li>W32 A token is never logged, and never part of an answer.
 *   <li>W33 The filter belongs to the API's own application and asks nothing of another's requests (ENGINE 31). Should
 *       another application pick up our resources, they answer there as if they were not there.
 *   <li>W34 A browser keeps no token, only a session's id in a cookie that scripts cannot read.
 *   <li>W35 With the cookie alone nothing is changed but by a page of the same origin.
 * </ul>
 *
 * <p>It knows no roles yet: every token is an administrator's. What a caller may see is asked for with the
 * {@link millwright.access.Caller} that each request carries.
 */
package millwright.web.security;
