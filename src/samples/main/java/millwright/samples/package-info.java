/**
 * Jobs to copy from, one package a job, and the tables they write to.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>S1 The samples bring their own schema, {@code samples}, made and upgraded when the application starts; any
 *       number of nodes may start at once.
 *   <li>S2 What a sample writes goes through the server's datasource, so that it commits with the job's checkpoint.
 * </ul>
 *
 * <p>It deliberately knows nothing of the engine's own tables and does not clean up: what a sample wrote stays until
 * somebody deletes it.
 */
package millwright.samples;
