/**
 * From QUEUED to the recorded outcome: claims jobs, runs their attempts on worker threads, writes how they ended.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>Q1 Each job is claimed by one node at a time: {@code SKIP LOCKED}, and a lease that grows with each claim.
 *   <li>Q2 Within a queue higher priority first; within one priority, first in, first out; but one in N is the oldest of
 *       its queue, so that no priority starves. Between queues, slots are shared by weight, and none stays idle.
 *   <li>Q3 Many jobs a statement: no round trip per job in claims or outcomes.
 *   <li>Q4 An outcome is recorded at most once, by the holder of the newest lease; what no longer matches is counted
 *       and dropped.
 *   <li>Q5 A value the database refuses fails its own attempt, not the others of its batch.
 *   <li>Q6 At shutdown no attempt is left RUNNING: batch jobs stop at the next item and are given back uncharged.
 *   <li>Q7 A cancel reaches a running attempt on any node within a second, cooperatively first; what has not ended after
 *       its grace is interrupted and can record nothing more.
 *   <li>Q8 During an attempt its thread is named {@code millwright job <job_id> attempt <n>}, so that a thread dump and
 *       every line logged by the job's own code say which attempt it is.
 *   <li>Q9 What attempts report is written in one statement a node, at most once a second, and only while their lease
 *       holds.
 *   <li>Q10 What operators say about a queue is kept in the database, and refused by the name of its field where it
 *       makes no sense.
 *   <li>Q20 A failed attempt is followed by another as its policy and the rules for its error say; what was given back
 *       or timed out is told apart, and a job that is to be cancelled is never tried again.
 *   <li>Q21 What an attempt has held is free in the statement that records its end, and whoever waits for that is told
 *       once it is committed. The recorded times are those the work took, however late they are written.
 *   <li>Q22 An attempt that is out of time is asked to end and interrupted; when it has not ended after its grace it can
 *       record nothing more, and its thread is told as stuck, and holds its slot, until it ends; with
 *       {@code millwright.queue.hold-slot-when-stuck} its job stays RUNNING so long, within its limits.
 *   <li>Q11 A paused queue starts no attempt: no claim that begins after the pause takes any; what was claimed ahead goes
 *       back within a second. Paused, blocked and waiting jobs cost the claim nothing.
 *   <li>Q12 A node runs no more jobs of a queue than {@code millwright.queue.<name>.workers} says, and none of a queue it
 *       does not serve.
 *   <li>Q13 What is claimed ahead has not begun: it overtakes nothing, and a cancel, a pause, a drain, a stop or a waiting
 *       CRITICAL job has it given back as if it had never been claimed. There is never more of it than begins within 100
 *       ms, however long the queue.
 *   <li>Q14 A queue with a limit over all nodes never has more live leases than that, and begins no more jobs than it has
 *       tokens.
 * </ul>
 *
 * <p>It does not know what an attempt does: that is behind {@link millwright.job.AttemptRunner}. There is on purpose no
 * index on running jobs: outcomes find their rows by primary key.
 */
package millwright.queue;
