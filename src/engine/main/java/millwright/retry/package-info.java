/**
 * What went wrong with an attempt, in words that a program can decide on, and whether it is tried again.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>E1 Every failed attempt has an error with a code, a category and a message.
 *   <li>E2 The whole cause chain is looked at, and no stack trace is part of the error.
 *   <li>E3 What the job itself says by {@link millwright.retry.JobException} stands; else the definition's rules come
 *       before the configured ones, and those before the built-in ones.
 *   <li>E4 A transient error is followed by another attempt until the policy's are used up, a permanent one by none,
 *       unless a rule for its code says otherwise. Attempts that were given back or lost with their node are not
 *       counted, nor those of an earlier round.
 *   <li>E5 The wait is drawn between zero and a bound that grows with each attempt up to the policy's longest; what the
 *       job itself asks for comes before it.
 *   <li>E6 An error keeps the class of its last cause and the method it came from, by which errors are told apart whatever
 *       their messages say.
 * </ul>
 *
 * <p>It decides and writes nothing: {@code queue} asks it and records what follows.
 */
package millwright.retry;
