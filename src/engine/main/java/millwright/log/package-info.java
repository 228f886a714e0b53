/**
 * The log of a job: what its attempts say, kept with them.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>L1 What the threads of an attempt log through java.util.logging or System.Logger while it runs, partitions' too,
 *       is captured with it, with its level, logger, thread, step, partition and exception; nothing of another
 *       attempt's, and nothing of threads that work for none. The server's own handlers and levels stay as they are.
 *   <li>L2 An attempt has no more lines, and none longer, than the configuration allows; where lines are left out for
 *       that, one says so.
 *   <li>L3 Lines can be read about a second after they were logged, while the attempt runs. The last lines of an attempt
 *       that ended are there, unless its node died; an attempt that lost its lease writes none.
 * </ul>
 */
package millwright.log;
