/**
 * Schedules: cron rules in PostgreSQL that create jobs when their time has come.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>T1 Each fire time of a schedule creates one job at the most, whatever crashes, however many nodes tick and
 *       however {@code next_fire_at} was set: the job, its (schedule, fire time) and the moved {@code next_fire_at} are
 *       one statement.
 *   <li>T2 Fire times missed while no server ran, one or many, are made up for by one job, late, for the latest of them.
 *   <li>T3 What is due is decided by the database's clock alone; any number of nodes may tick.
 *   <li>T4 A schedule that cannot fire is kept, says why, and moves on to its next time; it holds up no other.
 *   <li>T5 Wall-clock times follow RFC 5545, 3.3.5 where clocks change: a time that is skipped happens as if the clock
 *       had not been put forward yet, a time that comes twice happens the first time. A rule for every hour follows the
 *       hours that pass instead.
 *   <li>T6 A tick costs one index look-up when nothing is due, and does not grow with the fires there were.
 * </ul>
 *
 * <p>An expression has the five fields of crontab(5) or is one of its nicknames. Six fields are refused on purpose: those
 * who write them mean different things by them, Quartz even by the days of the week. A schedule does not wait for the
 * job of its last fire, and cannot be paused yet.
 */
package millwright.schedule;
