/**
 * Java methods as jobs: finds those that say so, maps their arguments and results to JSON, and calls them.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>M1 What could not be called keeps the application from starting, with one line that names class, method and
 *       argument; so does a name that two methods want.
 *   <li>M2 A job's parameters are checked against the method's signature before the job is accepted, down to the last
 *       element; what is wrong is told by its JSON pointer.
 *   <li>M3 A method is called on the contextual reference, with a request context of its own for each attempt.
 *   <li>M4 A cancel or a time-out reaches the method: its thread is interrupted, the stage it waits for is cancelled.
 *   <li>M5 A call of a {@link millwright.method.RunAsJob} method is on record whatever becomes of its caller's
 *       transaction, and is never made again by the engine.
 *   <li>M6 Everything that can be looked up once is: a call costs a few microseconds.
 * </ul>
 *
 * <p>It needs CDI, and JSON-B only where a parameter or a result is a class with properties. It decides nothing about
 * retries or time-outs: those are the queue's.
 */
package millwright.method;
