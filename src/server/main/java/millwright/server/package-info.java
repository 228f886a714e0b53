/**
 * {@code millwright.jar}: one command that starts the server with its database, in one process, and stops it in order.
 *
 * <p>S1 A start that fails leaves one clear line, an exit code that is not 0, and nothing running. S2 SIGINT and
 * SIGTERM stop in order (requests, jobs, application server, database) with exit code 0; a second one hurries. S3
 * Nothing listens but the HTTP port, on the address asked for, and PostgreSQL on 127.0.0.1. S4 The administrator's
 * token is printed once, and never into JSON lines or systemd's journal.
 */
package millwright.server;
