/**
 * Jakarta Batch (JSR-352) on the queue: job XML from the class path, run by the embedded engine, JBeret, under the
 * lease of the job's attempt.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>B1 A chunk is all or nothing: what its writer writes through the server's datasource, its checkpoint, its
 *       counts and its skipped items commit together, and only while the lease holds.
 *   <li>B2 A batch job is one JobInstance, each of its attempts one JobExecution; an attempt after a crash restarts
 *       from the last checkpoint and does not repeat completed steps.
 *   <li>B3 Every write about an attempt carries its lease. Inside a chunk a lost lease rolls the chunk back by an
 *       {@link millwright.batch.FencedError}; outside it the write is dropped.
 *   <li>B4 What is shown of a step is what it has committed, live, at each checkpoint.
 *   <li>B5 The application's own batch jobs stay its own: its {@code @Inject JobOperator} is the container's, and what
 *       that runs gets the container's contexts and properties. Its job XML can be run either way; here it is a
 *       definition like any other. The JobOperator of this engine has the qualifier {@link millwright.batch.Millwright},
 *       unless {@code millwright.batch.default} is set. (Where the application's class loader does not ask the server's
 *       first, which is the default, {@code BatchRuntime} finds this engine's too.)
 *   <li>B6 A partition has its own checkpoint, counts, status and error. One that is complete never runs again, however
 *       often the step is restarted; one that had not begun is not forgotten; unless the mapper overrides the partitions.
 *   <li>B7 Partitions, and the flows of a split, run side by side on threads of their own where some are free, else on
 *       the thread that would have to wait for one: there is no number of threads and no nesting that comes to a deadlock.
 *   <li>B8 An attempt is over when everything it began on other threads is.
 *   <li>B9 What the JobOperator starts is a job like any other, and all it asks of one takes effect as a whole: job,
 *       JobInstance and JobExecution are written together, in the caller's transaction. It shows an execution as its job
 *       is, whatever a dead node has left written. A job that was stopped goes on by request alone, from its checkpoint,
 *       with its parameters or others.
 *   <li>B10 Job XML is checked when it is found: against the schema of Jakarta Batch, whatever version of its namespace
 *       it is in, and that what it names exists. All that is wrong is said with file, line and reason; a broken
 *       definition is listed, keeps no other from starting, and its jobs are refused. A document type or an entity is
 *       refused before what it names is read.
 *   <li>B11 Inline job XML runs where it is allowed, checked at submit, kept by its content hash; every job notes the hash
 *       of the job XML it began with.
 *   <li>B12 Parameters are checked against the definition's schema at submit, and arrive typed: properties are injected
 *       as any type that a text can make, in CDI beans and in plain classes; one that does not fit fails the job and is
 *       named.
 *   <li>B13 A {@link millwright.batch.BatchJob} that a CDI producer makes is a definition like a job XML.
 *   <li>B14 What no check can see beforehand, a checkpoint that cannot be read or a step that is reached twice, fails
 *       the job with the place and the reason; nothing stays open.
 *   <li>B20 What a step skips, and what it fails on, is listed with step, partition, position, phase, reason and text;
 *       what it failed on is kept although its chunk was rolled back. All of it can be exported, however much it is.
 *   <li>B21 Of a running step and job is told how far they have come and how long they will take, by the reader, else by
 *       the latest earlier run that completed; nothing is told that neither says.
 * </ul>
 *
 * <p>The JobOperator of JBeret is called by the runner alone; users submit through {@link millwright.job.Jobs} or start
 * through {@link millwright.batch.QueuedJobOperator}.
 */
package millwright.batch;
