/**
 * What went wrong with an attempt, in words that a program can decide on.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>E1 Every failed attempt has an error with a code, a category and a message.
 *   <li>E2 The whole cause chain is looked at, and no stack trace is part of the error.
 * </ul>
 *
 * <p>Retry policies and configurable rules come with the queue's retries; today an error ends the job.
 */
package millwright.retry;
