/**
 * Who did what: each action of operators and administrators, each sign-in, and what was refused.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>AU1 An entry is never changed, and not deleted before it is 90 days old: the database itself sees to it.
 *   <li>AU2 Refusals cost a bounded number of rows, however many there are: equal ones of a minute are one row with their
 *       number, and a node writes a hundred such rows a minute at most.
 *   <li>AU3 Entries go when they are older than {@code millwright.audit.keep}, a thousand a statement.
 *   <li>AU4 An action whose note was taken before it was done is on record whatever becomes of its node: where nobody came
 *       back to say what came of it, its entry says that it was begun, and has no status.
 * </ul>
 *
 * <p>It does not decide what is recorded, and it does not make an action and its entry one transaction: a note that is
 * committed before the action stands for it until its entry is written. Turned down: writing the entry first and completing
 * it afterwards, as entries are never changed. Refusals that were counted and not yet written go with their node.
 */
package millwright.audit;
