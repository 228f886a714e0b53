/**
 * Whether this server can do its work, for load balancers and operators: {@code /health/ready}.
 *
 * <p>Promises:
 *
 * <ul>
 *   <li>W40 The answer comes within two seconds, also while the database hangs.
 *   <li>W41 It is at most one second old, and UP only if the database has answered a statement of ours in that time.
 *   <li>W42 Probing costs one connection and one thread at the most, however often and however long it hangs.
 * </ul>
 *
 * <p>It says nothing about jobs, and to nobody why the database is away: the health page asks for no token, the reasons
 * are in the log.
 */
package millwright.web.health;
