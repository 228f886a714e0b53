/**
 * The archive's partitions, made ahead of the days they hold, and the jobs that leave it before them.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>R1 Partitions for the next 14 days exist; making one never holds up an outcome for more than 200 ms.
 *   <li>R2 No outcome is lost for want of a partition: a default one catches it, and an alert says so.
 *   <li>R3 A job whose definition keeps it for a limited time is gone a minute after it, with its log.
 *   <li>R4 Who asks for it has jobs that are over removed before that, by age, state, queue and definition, or only
 *       counted; it is in nobody's way, and takes no longer than ten seconds at once.
 * </ul>
 *
 * <p>Dropping old ones comes with the retention issue.
 */
package millwright.retention;
