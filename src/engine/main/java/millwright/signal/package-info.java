/**
 * Messages between nodes: what one of them has committed, the others look at at once rather than with their next poll.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>M1 What is said was committed: nothing is said inside a caller's transaction, and nothing of one that is rolled
 *       back.
 *   <li>M2 A message is a hint. Whoever misses one finds the same by polling, and whoever could have missed one, as its
 *       connection was new or gone, looks at everything once.
 *   <li>M3 However much is submitted, a node says no more than one set of messages every few milliseconds, and none where
 *       no other node listens.
 *   <li>M4 Where messages cannot be heard, behind a pooler in transaction mode, the node says so once and looks for jobs
 *       every 50 ms.
 * </ul>
 *
 * <p>It carries nothing that anybody relies on, and so needs no acknowledgement: PostgreSQL's NOTIFY is neither kept nor
 * repeated.
 */
package millwright.signal;
