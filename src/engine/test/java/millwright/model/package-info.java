/**
 * The queue against a model of it: random sequences of everything that can happen to jobs, played on the engine's own
 * statements and on PostgreSQL, while a small model in memory says what must have become of each job; and the same from
 * many threads at once, where only the invariants can be said.
 *
 * <p>{@link millwright.model.Ledger} keeps what happened to each row out of the engine's sight, so that what it says is
 * true also where the engine forgets.
 */
package millwright.model;
