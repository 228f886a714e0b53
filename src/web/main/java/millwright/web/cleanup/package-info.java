/**
 * Removal of jobs that are over, over HTTP.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W104 A dry run says how many jobs would go, and removes none; the same request without it removes those.
 *   <li>W105 Nobody removes what is outside his scope.
 * </ul>
 */
package millwright.web.cleanup;
