/**
 * What the API says when it cannot do what was asked: one problem document (RFC 9457) for whatever went wrong.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W20 Every answer of the API with a status from 400 on is a problem document, also for an unknown path, a wrong
 *       method or a wrong media type.
 *   <li>W21 No stack trace, SQL, class name or message of a library leaves the server: what is not the caller's doing
 *       is logged in full under an incident id, and the caller is told the id.
 *   <li>W22 A database that cannot be reached is a 503 with Retry-After, never a 500.
 *   <li>W23 A document names at most 100 errors and cuts long texts, so that an answer stays small whatever was sent.
 * </ul>
 *
 * <p>It decides no rule: who refuses a request says so with {@link millwright.web.problem.ProblemException} or one of
 * the engine's exceptions. A request that the application server cannot parse as HTTP never gets here: it is refused with
 * a bare 400.
 */
package millwright.web.problem;
