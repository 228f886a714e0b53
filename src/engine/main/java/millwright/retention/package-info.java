/**
 * The archive's partitions: made ahead of the days they hold.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>R1 Partitions for the next 14 days exist; making one never holds up an outcome for more than 200 ms.
 *   <li>R2 No outcome is lost for want of a partition: a default one catches it, and an alert says so.
 * </ul>
 *
 * <p>Dropping old ones comes with the retention issue.
 */
package millwright.retention;
