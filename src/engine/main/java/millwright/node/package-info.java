/**
 * Which nodes live, and what becomes of the work of those that do not.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>N1 A node is its incarnation, a UUID made at start; a process that was declared dead goes on under a new one.
 *   <li>N2 Liveness compares no clocks: a node is dead when an observer saw its beat unchanged for the time-out, by the
 *       observer's own monotonic clock, while the database answered.
 *   <li>N3 Declaring a node dead is final, and waits for a claim of that node that is under way.
 *   <li>N4 Rescue first ends the dead incarnation's open chunk transactions, then raises the leases: a frozen process
 *       keeps its row locks, and nothing it wakes up to do can be recorded.
 *   <li>N5 A node that cannot reach the database fences its own attempts before others may take them.
 *   <li>N6 A node that is drained claims nothing more and finishes what runs, until it is resumed; a queue stopped on one
 *       node goes on on the others.
 *   <li>N7 A node that is gone is forgotten after a time, and never while a running job still refers to it.
 * </ul>
 *
 * <p>It never runs or claims a job; what it knows it says through {@link millwright.job.NodeSignals}.
 */
package millwright.node;
