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
 * </ul>
 *
 * <p>It does not decide what is recorded, and it does not make an action and its entry one transaction: an entry is
 * written after its action, and a node killed between the two leaves none. Refusals that were counted and not yet
 * written go with the node, too.
 */
package millwright.audit;
