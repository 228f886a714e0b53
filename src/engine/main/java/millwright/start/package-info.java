/**
 * Puts the engine together at the application's start and takes it apart at its end. The only place that knows all
 * others; nothing depends on it.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>S1 Either everything is started, or the deployment fails with one line and nothing is left running.
 *   <li>S2 Shutdown is one ordered sequence: claim no more, stop attempts, record them, sign off.
 *   <li>S3 No job runs before every startup singleton of the application is there.
 * </ul>
 */
package millwright.start;
