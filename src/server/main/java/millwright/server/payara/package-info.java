/**
 * Payara Micro inside this process: its own class loader, its start with the datasource and the WAR, its stop.
 *
 * <p>It is reached by reflection, because its classes live in a loader beside the launcher's: neither sees the other's
 * libraries. Nothing of it outlives a {@code kill -9} of this process.
 */
package millwright.server.payara;
