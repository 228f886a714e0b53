/**
 * Jobs whose work is done by programs outside, under leases that they renew.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>X1 A job is given to one worker at a time, of higher priority first, and first in, first out; nodes never claim
 *       it, and their claims read past none.
 *   <li>X2 Whose lease has run out, or was taken away, writes nothing: no heartbeat, progress or end; it is told what
 *       became of the job.
 *   <li>X3 A job whose worker does not beat in time is given to another, by whichever node sees it first; one that is to
 *       be cancelled or is out of time ends so instead.
 *   <li>X4 An end told twice under one lease is recorded once, and the second call is told that it was.
 *   <li>X5 What follows an end is what follows any attempt's: retries, dependents, keys, limits, counts and history.
 *   <li>X6 A definition is known on the node where it was made at once, on every other within a second or two; the
 *       application's own are never hidden by it.
 *   <li>X7 Who waits for work holds no thread, and costs no statement of its own until there is some; of those who wait
 *       for the same, the first is served first.
 *   <li>X8 What a worker logs is kept with its attempt, as much as of any attempt.
 * </ul>
 */
package millwright.external;
