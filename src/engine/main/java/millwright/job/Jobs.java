package millwright.job;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;

/** The facade of the engine: {@code @Inject Jobs jobs}. Thread-safe. */
public interface Jobs {

    /**
     * Accepts a job. Outside a transaction it is committed when this returns; inside a JTA transaction on the same
     * datasource it exists exactly if that transaction commits, and starts after it did. Inside one that has used another
     * datasource, one of the two must be an XA datasource; else the submission fails and names both.
     *
     * @return the job's id, a UUIDv7
     * @throws InvalidRequestException when the request does not fit; nothing was written then
     */
    UUID submit(JobRequest request);

    /**
     * The same, apart from the transaction that the caller may be in: committed when this returns, and kept whatever
     * becomes of that transaction. The caller's connection is held meanwhile, and another is needed.
     */
    UUID submitIndependently(JobRequest request);

    /**
     * The same, and says whether a job was created: a request whose unique key is taken gets the job that has it.
     *
     * @throws UniqueKeyBusyException when another transaction has taken the unique key and did not end within two
     *     seconds
     */
    Submission accept(JobRequest request);

    /**
     * Accepts up to 10,000 jobs in one statement, all or none; first in, first out among them. They may depend on each
     * other by {@link JobRequest#withName}; who depends on one whose unique key is taken waits for the job that has it.
     *
     * @return the ids in the order of the requests
     * @throws InvalidRequestException naming each that does not fit by its index, such as {@code /jobs/3/parameters};
     *     nothing was written then
     */
    List<UUID> submitAll(List<JobRequest> requests);

    /** The same, and says of each whether a job was created, as {@link #accept} does. */
    List<Submission> acceptAll(List<JobRequest> requests);

    /** Accepts those of up to 10,000 requests that fit; one answer for each, in their order. */
    List<Submission> submitPartially(List<JobRequest> requests);

    /**
     * Waits until a job is over: COMPLETED, FAILED, CANCELLED or EXPIRED. One that no longer exists is.
     *
     * @return the job; empty when it is not over within {@code atMost}, or not kept any more
     * @throws IllegalStateException when the job was submitted in this very transaction
     */
    Optional<Job> await(UUID id, Duration atMost) throws InterruptedException;

    /** Waits until all of these are over, on whichever nodes; whether they are within {@code atMost}. */
    boolean awaitAll(Collection<UUID> ids, Duration atMost) throws InterruptedException;

    /**
     * The same as {@link #await} without a thread that waits, for as many callers at once as
     * {@code millwright.sync.waiters} says. What follows the stage runs on the one thread that tells all of them: what
     * takes long belongs into an {@code …Async} method.
     *
     * @return fails, by a {@link java.util.concurrent.CompletionException} as stages do, with a
     *     {@link java.util.concurrent.TimeoutException} when the job is not over within {@code atMost},
     *     with a {@link java.util.NoSuchElementException} when there is none, and with a
     *     {@link java.util.concurrent.CancellationException} when this node stops
     * @throws TooManyWaitersException when as many wait as may; nothing was begun then
     * @throws IllegalStateException when the job was submitted in this very transaction
     */
    CompletionStage<Job> awaitAsync(UUID id, Duration atMost);

    /** Whether an attempt of the job runs now, on whichever node. */
    boolean isRunning(UUID id);

    /** Whether any job of this definition runs or is still to run: BLOCKED, SCHEDULED, QUEUED, RUNNING or RETRYING. */
    boolean isRunning(String definition);

    /**
     * Runs a job again that is over. A dead letter is queued as the same job in its next round, as by
     * {@link DeadLetters#retry}; of one that has COMPLETED, or was CANCELLED, EXPIRED or resolved, a new job is made with
     * the same parameters and terms, linked by {@code retry_of}: without its times and without what it waited for.
     *
     * @param by who asks, as known to the access rules
     * @return the job that is to run now; empty when there is none with this id
     * @throws JobNotOverException when it has not ended
     * @throws InvalidRequestException when its definition would not accept it today, another job has taken its unique
     *     key, or its caller's thread did the work
     */
    Optional<Job> retry(UUID id, String by);

    /** The jobs that this one comes from or waited for, and the other way round; none when there is no such job. */
    default Lineage lineage(UUID id) {
        return lineage(id, Visibility.ALL);
    }

    /** The same, as far as {@code sight} sees: what is linked by way of a job that it does not see is left out. */
    Lineage lineage(UUID id, Visibility sight);

    /** Up to {@code limit} jobs (1 to 200) that wait out their backoff, those whose turn comes first in front. */
    List<Job> pendingRetries(int limit);

    /** The job with this id, as long as it is kept. */
    Optional<Job> find(UUID id);

    /** Those of up to 1,000 jobs that are kept, in any order and in one statement. */
    List<Job> find(Collection<UUID> ids);

    /** Jobs by {@code query}, newest first, without their histories read twice: one statement whatever the page. */
    List<Job> list(JobQuery query);

    /**
     * Cancels a job. One that waits is CANCELLED when this returns; a running attempt is asked to stop, on whichever
     * node it runs, within a second: a batch job ends at its next item, keeping the chunks it has committed, and what
     * has not ended after {@code millwright.queue.stop-grace} is interrupted and can write nothing more. An attempt
     * that completes meanwhile has completed. Asking again changes nothing. Takes effect at commit when called inside
     * a JTA transaction.
     *
     * @return the job as it is now, {@code control} set while its attempt is still to end; empty when there is none
     * @throws JobOverException when it has ended already
     */
    Optional<Job> cancel(UUID id);

    /**
     * The same, with who asks: the job's events say so.
     *
     * @param by as known to the access rules, or null for nobody in particular
     */
    Optional<Job> cancel(UUID id, String by);

    /**
     * Stops a batch job where it can go on. One that waits for an attempt is STOPPED when this returns; a running attempt
     * is asked to stop, on whichever node it runs, within a second: a chunk step ends with its next item and keeps what
     * it has committed, a batchlet's {@code stop()} is called, and what has not ended after
     * {@code millwright.queue.stop-grace} is cut off and can write nothing more. An attempt that completes meanwhile has
     * completed. A stopped job keeps its unique key, frees its concurrency slot, and whoever waits for its end goes on
     * waiting. Asking again changes nothing. Takes effect at commit when called inside a JTA transaction.
     *
     * @param by who asks, as known to the access rules, or null for nobody in particular
     * @return the job as it is now, {@code control} set while its attempt is still to end; empty when there is none
     * @throws JobOverException when it has ended already
     * @throws InvalidRequestException when it is no batch job, this node does not know its definition, or it waits for
     *     other jobs
     */
    Optional<Job> stop(UUID id, String by);

    /**
     * Lets a batch job go on that is STOPPED, or FAILED and not resolved: from its last checkpoint, without the steps it
     * has completed, at once even where it was stopped before its time had come. It keeps its id and its place in the
     * line; a dead letter begins its next round. Takes effect at commit when called inside a JTA transaction.
     *
     * @param parameters in place of all those it had, checked and completed as for a submit; empty to keep them
     * @param by who asks, as known to the access rules
     * @return the job as it is now; empty when there is none with this id
     * @throws InvalidRequestException when it is neither STOPPED nor FAILED, is no batch job, its definition would not
     *     accept these parameters, or another job has taken its unique key
     */
    Optional<Job> restart(UUID id, Optional<JsonObject> parameters, String by);

    /**
     * Cancels up to 1,000 jobs in one statement, each as {@link #cancel} does.
     *
     * @param by who asks, as known to the access rules
     * @return one answer for each of {@code ids} that differ, in their order
     */
    List<Resolution> cancel(List<UUID> ids, String by);

    /**
     * Queues a job at once that waits for its time, SCHEDULED or RETRYING. Takes effect at commit when called inside a
     * JTA transaction.
     *
     * @param by who asks, as known to the access rules
     * @return the job as it is now; empty when there is none with this id
     * @throws InvalidRequestException when it is in another state
     */
    Optional<Job> runNow(UUID id, String by);

    /**
     * Gives up to 1,000 jobs another priority that wait for whatever it be. Each keeps its place among those of its new
     * priority. Takes effect at commit when called inside a JTA transaction.
     *
     * @param by who asks, as known to the access rules
     * @return one answer for each of {@code ids} that differ, in their order; one that runs or is over is refused
     */
    List<Resolution> reprioritise(List<UUID> ids, Priority priority, String by);

    /** What happened to the job so far, in the order of time; none when there is no such job. */
    List<JobEvent> events(UUID id);

    /** How many jobs there are and how they have gone. */
    Statistics statistics();

    /** The definitions this node knows, by name. */
    List<JobDefinition> definitions();
}
