/**
 * The work of jobs done by programs outside, over HTTP: claim, beat, report, end.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W107 Whose lease is lost is told so with 409 and what the job is now, and changes nothing.
 *   <li>W108 Who waits for work holds no thread; what it gets is lost with its connection for no longer than its lease.
 *   <li>W109 A worker is given, and can touch, only jobs within its token's scope.
 * </ul>
 *
 * <p>It holds no rule about leases: {@link millwright.external.ExternalJobs} does.
 */
package millwright.web.worker;
