/**
 * The way to PostgreSQL: the datasource, its migrations and a small SQL helper.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>D1 The server starts only on PostgreSQL 15 to 18 with READ COMMITTED, and says so in one line otherwise.
 *   <li>D2 Any number of nodes may start on an empty database at once; a newer schema refuses an older node.
 *   <li>D3 A statement runs on the caller's JTA transaction if there is one, else commits by itself, whatever a pool left
 *       its connection in.
 *   <li>D4 A pool that lends fewer connections than a node may need at once is told of in one line after the start.
 * </ul>
 *
 * <p>It has no idea of jobs, and no object-relational mapping: the engine's tables are reached by plain JDBC so that it
 * can live in any application.
 */
package millwright.database;
