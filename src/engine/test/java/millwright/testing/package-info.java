/**
 * What the engine's tests stand on: one real PostgreSQL for the whole run, a fresh database for each test, a pool, a
 * transaction manager in memory, and waiting for conditions instead of for time.
 */
package millwright.testing;
