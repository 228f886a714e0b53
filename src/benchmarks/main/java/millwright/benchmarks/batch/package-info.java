/**
 * Batch jobs beside Spring Batch, JBeret SE and plain JDBC: the same rows, checked by the same rules, into the same
 * table. Millwright is measured as it is used, as the packaged server with a job jar.
 *
 * <p>L1 Every contender ends with the same table: its count and its sum are those of the files, so that none is fast by
 * losing rows. L2 A contender whose engine has no transaction that joins JDBC writes on a connection of its own, and commits
 * there.
 */
package millwright.benchmarks.batch;
