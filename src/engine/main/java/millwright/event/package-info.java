/**
 * What happened, in order: the feed that listens to jobs, whoever wants to hear it.
 *
 * <p>An event says that a job came to a state. Promises:
 *
 * <ul>
 *   <li>F1 The event is written by the statement that changes the state: it is told exactly if that is committed, also
 *       when it is a part of an application's transaction.
 *   <li>F2 Of one job, events come in the order in which they happened; of several, in no order that means anything.
 *   <li>F3 Who goes on from a position hears all that came after it, once, on whichever node and however late its
 *       transaction was committed; or is told that some of it is kept no longer.
 *   <li>F4 Followers cost the database one reader a node, however many they are, and none costs the others their time.
 *   <li>F5 What is older than {@code millwright.event.keep} is deleted, a thousand rows a statement.
 * </ul>
 *
 * <p>A job that is claimed ahead and over within a second is not told as RUNNING, since nobody writes that it is; one that
 * is given back unbegun is told as QUEUED once more. Nodes of the version before tell nothing of what they do, nor does
 * whoever changes the tables by hand. Who may hear what is not decided here.
 */
package millwright.event;
