/**
 * Who may call the API: the holders of a token, and browsers whose user has signed in with one, or with a password.
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
 *   <li>W35 With the cookie alone nothing is changed but by a page of the same origin that knows the session's CSRF token.
 *   <li>W36 Every operation says what it needs ({@link millwright.web.security.Needs}), and one filter holds every caller
 *       to it; an operation that says nothing is nobody's.
 *   <li>W37 A job that the caller may not see is answered for as if it were not there: 404, and left out of every list.
 *   <li>W38 Who is narrowed to queues or definitions sees and changes no other queue or definition, and nothing that
 *       concerns those too, such as a node.
 * </ul>
 */
package millwright.web.security;
