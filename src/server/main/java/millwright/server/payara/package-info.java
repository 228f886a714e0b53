/**
 * Payara Micro inside this process: its own class loader, its start with the datasource and the WAR, its stop.
 *
 * <p>It is reached by reflection, because its classes live in a loader beside the launcher's: neither sees the other's
 * libraries. Nothing of it outlives a {@code kill -9} of this process.
 *
 * <p>Its log, and what jobs print, are this package's too. L1 As JSON each entry is one line, with the job and attempt
 * of the thread that logged it. L2 A log file stays small by being renewed; when that fails, it goes on as it is.
 */
package millwright.server.payara;
